/// The page's style: light, dark and print, from a phone to a wide screen.
///
/// Every pair of text and ground has a contrast of at least 4.5.
/// https://www.w3.org/TR/WCAG22/#contrast-minimum
enum HTMLStyle {
  static let text = colours + frame + way + pictures + list + print

  private static let colours = """
    :root{--ground:#f5f6f8;--card:#fff;--text:#1b212c;--muted:#566070;--line:#d9dee6;--track:#e3e7ed;
    --accent:#0b57d0;--met:#0f6b2f;--met-bar:#2da44e;--met-soft:#e4f5e9;--partial:#7a4b00;
    --partial-bar:#d29922;--partial-soft:#fdf3d8;--unmet:#a8201a;--unmet-bar:#d9453d;--unmet-soft:#fdeceb;
    --other:#566070;--code:#eef1f5}
    @media (prefers-color-scheme:dark){:root{--ground:#0e131a;--card:#171d27;--text:#e6eaf1;
    --muted:#a5b0bf;--line:#303948;--track:#2b3442;--accent:#8ab8ff;--met:#62d583;--met-bar:#3fb45f;
    --met-soft:#14301f;--partial:#ecc155;--partial-bar:#c9962a;--partial-soft:#352a10;--unmet:#ff938b;
    --unmet-bar:#e5534b;--unmet-soft:#3a1b1c;--other:#a5b0bf;--code:#222a36}}
    .met{--tone:var(--met);--bar:var(--met-bar);--soft:var(--met-soft)}
    .partial{--tone:var(--partial);--bar:var(--partial-bar);--soft:var(--partial-soft)}
    .unmet{--tone:var(--unmet);--bar:var(--unmet-bar);--soft:var(--unmet-soft)}
    .other{--tone:var(--other);--bar:var(--track);--soft:var(--code)}

    """

  private static let frame = """
    *{box-sizing:border-box}
    [hidden]{display:none!important}
    html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
    @media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
    body{margin:0;background:var(--ground);color:var(--text);overflow-wrap:anywhere;
    font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR","Noto Sans CJK KR",sans-serif}
    :lang(ko){word-break:keep-all}
    main,.top,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
    main{outline:none}
    main>section{margin:0 0 2.5rem;scroll-margin-top:1rem}
    h1,h2,h3{line-height:1.25;margin:0}
    h1{font-size:clamp(1.5rem,1.1rem + 2vw,2.25rem);letter-spacing:-.01em}
    h2{font-size:1.35rem;margin-bottom:1rem}
    h3{font-size:1.02rem}
    p,ul,ol,figure{margin:0}
    ul,ol{padding:0;list-style:none}
    a{color:var(--accent);text-underline-offset:.15em}
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
    code,pre{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"D2Coding",monospace}
    :not(pre)>code{background:var(--code);border-radius:4px;padding:.1em .3em}
    .muted{color:var(--muted)}
    .quiet{position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .skip{position:absolute;left:-100vw}
    .skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:1}
    .top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1rem;padding-top:1.25rem;padding-bottom:1rem}
    .product{color:var(--muted)}
    footer{padding-top:1rem;padding-bottom:2.5rem;color:var(--muted);font-size:.875rem}
    .card,.verdict{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.25rem}
    .verdict{display:grid;grid-template-columns:auto 1fr;gap:1.75rem;align-items:center;padding:1.75rem}
    .said{min-width:0}
    .said>*+*{margin-top:.7rem}
    .stage-id{color:var(--accent)}
    .figures{display:flex;flex-wrap:wrap;gap:.1rem .9rem}
    .summary{font-size:1.1rem;max-width:52rem}
    .gate{background:var(--soft);color:var(--tone);font-weight:600;border-radius:8px;padding:.6rem .9rem}
    .chips{display:flex;flex-wrap:wrap;gap:.45rem}
    .chip{background:var(--soft);color:var(--tone);border-radius:99px;padding:.12rem .75rem;font-size:.9rem;font-weight:600}
    .chip.plain{background:var(--code);color:var(--text);font-weight:400;border-radius:8px}
    .chip.plain code{background:none;color:var(--muted);padding:0}
    .chip.need{background:var(--accent);color:var(--card)}
    .label{color:var(--muted);font-size:.85rem;font-weight:600}
    .lead{font-weight:600;margin-bottom:.6rem}
    .lines{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:.35rem 1.25rem}
    .lines li{padding:.5rem 0}
    .lines li+li{border-top:1px solid var(--line)}
    .lines li>code:only-child{background:none;padding:0}
    @media (max-width:40rem){.verdict{grid-template-columns:1fr;gap:1rem;padding:1.25rem}.verdict .score{display:flex}}

    """

  private static let way = """
    .ring{width:4rem;height:4rem;display:block;flex:none}
    .ring.big{width:clamp(6.5rem,4rem + 9vw,10rem);height:auto;--bar:var(--accent)}
    .ring circle{fill:var(--card);stroke-width:6}
    .ring .track{stroke:var(--track)}
    .ring .fill{fill:none;stroke:var(--bar)}
    .ring text{fill:var(--text);font-size:18px;font-weight:700;font-family:inherit}
    .path{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:1rem}
    .path>li{position:relative;padding-top:.1rem}
    .path .node{position:relative;margin-bottom:.7rem}
    .path>li:not(:last-child) .node::after{content:"";position:absolute;left:4rem;right:-1rem;top:calc(2rem - 2px);border-top:4px dotted var(--track)}
    .path>li.met:not(:last-child) .node::after{border-top:4px solid var(--met-bar)}
    .standing{color:var(--tone);font-weight:600;font-size:.95rem}
    .here{display:inline-block;background:var(--accent);color:var(--card);border-radius:99px;padding:0 .6rem;font-size:.8rem;white-space:nowrap}
    .question{color:var(--muted);font-size:.9rem}
    .stop>*+*{margin-top:.3rem}
    .missing{font-size:.9rem}
    .missing li{padding:.12rem 0 .12rem .8rem;text-indent:-.8rem}
    .missing li::before{content:"✗ ";color:var(--unmet)}
    .number{font-variant-numeric:tabular-nums;font-weight:700}
    @media (max-width:56rem){.path{grid-auto-flow:row;gap:0}
    .path>li{display:grid;grid-template-columns:4rem 1fr;gap:1rem;padding-bottom:1.4rem}
    .path .node{margin:0}
    .path>li:not(:last-child) .node::after{left:calc(2rem - 2px);right:auto;top:4rem;bottom:-1.4rem;border-top:0;border-left:4px dotted var(--track)}
    .path>li.met:not(:last-child) .node::after{border-top:0;border-left:4px solid var(--met-bar)}}
    .steps{counter-reset:step;display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
    .steps>li{counter-increment:step;position:relative;padding-left:4.25rem}
    .steps>li::before{content:counter(step);position:absolute;left:1.25rem;top:1.15rem;width:2rem;height:2rem;border-radius:50%;background:var(--accent);color:var(--card);font-weight:700;display:grid;place-items:center}
    .steps>li>*+*{margin-top:.6rem}
    .steps h3{font-size:1.12rem;padding-top:.15rem}
    .why{color:var(--muted)}
    @media (max-width:40rem){.steps>li{padding-left:1.25rem}.steps h3{padding-left:2.75rem;min-height:2rem}}
    .snippet{border:1px solid var(--line);border-radius:8px;overflow:hidden}
    figcaption{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.5rem;background:var(--code);padding:.35rem .75rem;font-size:.9rem;min-height:2.6rem}
    figcaption code{padding:0!important}
    pre{margin:0;padding:.8rem;overflow-x:auto;max-height:26rem;tab-size:2;background:var(--card)}
    pre:focus-visible{outline-offset:-3px}
    button,select,input[type=search]{font:inherit;color:var(--text);background:var(--card);border:1px solid var(--muted);border-radius:8px;padding:.35rem .8rem;min-height:2.25rem}
    button{cursor:pointer}
    button:hover{border-color:var(--accent);color:var(--accent)}
    figcaption button{padding:.05rem .7rem;min-height:1.8rem}

    """

  private static let pictures = """
    .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1rem}
    .bars{margin-top:.8rem;display:grid;gap:.8rem}
    .bars li{display:grid;grid-template-columns:1fr auto;gap:.2rem .75rem}
    .bar{grid-column:1/-1;width:100%;height:.7rem;display:block;border-radius:99px}
    .bar .track{fill:var(--track)}
    .bar .fill{fill:var(--bar)}
    #infrastructure h3{margin:1.25rem 0 .75rem}
    .icon{width:2rem;height:2rem;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
    .ladder,.capabilities{display:grid;gap:.6rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,10.5rem),1fr))}
    .ladder li,.capabilities li{display:flex;flex-direction:column;align-items:flex-start;gap:.15rem;border-radius:10px;padding:.75rem;border:1px dashed var(--muted);color:var(--muted);font-size:.92rem}
    .ladder .on,.capabilities .on{background:var(--met-soft);border:1px solid var(--met-bar);color:var(--text)}
    .on .icon,.on .standing{color:var(--met)}
    .off .standing{color:var(--muted);font-weight:400}
    .ladder .name,.capabilities .name{font-weight:600;overflow-wrap:break-word;hyphens:auto;line-height:1.3}
    .seen{font-size:.82rem}
    .on .place{background:none;padding:0}
    .outlook{margin-top:1rem;border-left:4px solid var(--accent);padding:.2rem 0 .2rem .9rem}
    @media (min-width:68rem){.ladder{grid-template-columns:repeat(8,minmax(0,1fr));align-items:end;border-bottom:4px solid var(--track)}
    .ladder li{border-radius:10px 10px 0 0;border-bottom:0;padding:.75rem .6rem;font-size:.86rem}
    .ladder li:nth-child(1){margin-top:8.75rem}.ladder li:nth-child(2){margin-top:7.5rem}
    .ladder li:nth-child(3){margin-top:6.25rem}.ladder li:nth-child(4){margin-top:5rem}
    .ladder li:nth-child(5){margin-top:3.75rem}.ladder li:nth-child(6){margin-top:2.5rem}
    .ladder li:nth-child(7){margin-top:1.25rem}.ladder li{align-self:stretch}
    .capabilities{grid-template-columns:repeat(6,minmax(0,1fr))}}
    @media (max-width:30rem){.ladder,.capabilities{grid-template-columns:1fr}
    .ladder li,.capabilities li{display:grid;grid-template-columns:2.5rem 1fr auto;align-items:center;padding:.5rem .75rem}
    .seen{grid-column:2/-1}}
    #technologies h3{margin:1rem 0 .4rem;color:var(--muted);font-size:.9rem}

    """

  private static let list = """
    .filter{display:flex;flex-wrap:wrap;gap:.9rem 1.25rem;align-items:end;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem 1.25rem;margin-bottom:1.25rem}
    .field{display:flex;flex-direction:column;gap:.2rem}
    .field label,legend{font-size:.85rem;font-weight:600;color:var(--muted);padding:0}
    .field:first-child{flex:1 1 15rem}
    .field input,.field select{width:100%}
    .field.buttons{flex-direction:row;flex-wrap:wrap;gap:.5rem}
    ::placeholder{color:var(--muted);opacity:1}
    fieldset{border:0;margin:0;padding:0;min-width:0;display:flex;flex-wrap:wrap;gap:.4rem}
    legend{margin-bottom:.2rem}
    .choice{position:relative}
    .choice input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
    .choice label{display:block;border:1px solid var(--muted);border-radius:99px;padding:.28rem .8rem}
    .choice input:checked+label{background:var(--accent);border-color:var(--accent);color:var(--card)}
    .choice input:focus-visible+label{outline:3px solid var(--accent);outline-offset:2px}
    #count{flex-basis:100%}
    .group{margin-bottom:1.5rem}
    .group>h3{margin-bottom:.6rem}
    .criterion{background:var(--card);border:1px solid var(--line);border-left:5px solid var(--bar);border-radius:8px;margin-bottom:.45rem;scroll-margin-top:1rem}
    .criterion:target{outline:3px solid var(--accent)}
    summary{display:flex;gap:.75rem;padding:.6rem 1rem;cursor:pointer;list-style:none}
    summary::-webkit-details-marker{display:none}
    summary::after{content:"›";color:var(--muted);font-size:1.4rem;line-height:1;margin-left:auto}
    [open]>summary::after{transform:rotate(90deg);align-self:flex-start}
    .sign{color:var(--tone);font-weight:700;flex:none}
    .title{font-weight:600}
    .star{color:var(--accent)}
    code.id{background:none;color:var(--muted)}
    .badge{border:1px solid var(--accent);color:var(--accent);border-radius:99px;padding:0 .6rem;font-size:.82rem;white-space:nowrap}
    .reason{display:block;color:var(--muted);font-size:.93rem}
    .body{padding:0 1rem 1rem 2.6rem}
    .body>*+*{margin-top:.45rem}
    .body .question{font-style:normal}
    .note{border-left:4px solid var(--accent);padding-left:.75rem}
    .evidence li{padding:.25rem 0 .25rem .9rem;position:relative}
    .evidence li::before{content:"•";position:absolute;left:0;color:var(--muted)}
    .excerpt{display:block;width:fit-content;max-width:100%;margin-top:.15rem}
    @media (max-width:40rem){.body{padding-left:1rem}}

    """

  private static let print = """
    @media print{:root{--ground:#fff;--card:#fff;--text:#000;--muted:#444;--line:#bbb;--track:#ddd;--accent:#0b4bb3;
    --met:#0f6b2f;--met-bar:#2da44e;--met-soft:#fff;--partial:#7a4b00;--partial-bar:#d29922;--partial-soft:#fff;
    --unmet:#a8201a;--unmet-bar:#d9453d;--unmet-soft:#fff;--other:#444;--code:#f2f2f2;color-scheme:light}
    @page{margin:14mm}
    html{font-size:10pt}
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    main,.top,footer{max-width:none;padding:0}
    .filter,.skip,button,summary::after{display:none!important}
    .criterion,.verdict,.steps>li,.outlook,.path>li,.ladder li,.capabilities li,.bars,.chips,figcaption{break-inside:avoid}
    h2,h3,summary{break-after:avoid}
    details::details-content{content-visibility:visible;display:block}
    pre{white-space:pre-wrap;max-height:none;overflow:visible}
    .gate,.chip{border:1px solid currentColor}
    a{color:inherit}}

    """
}
