import FactModel
import Rubrics

/// The pictures of the page, drawn as inline SVG; each stands beside words that say the same.
///
/// https://www.w3.org/TR/SVG2/
enum HTMLPicture {
  /// A ring filled by a score, with a word in its middle.
  static func ring(_ score: Score, _ word: String, tone: String) -> HTMLMarkup {
    """
    <svg class="ring \(tone)" viewBox="0 0 64 64" aria-hidden="true" focusable="false">\
    <circle class="track" cx="32" cy="32" r="27"/>\
    <circle class="fill" cx="32" cy="32" r="27" pathLength="1000" \
    stroke-dasharray="\(clamped(score)) 1000" transform="rotate(-90 32 32)"/>\
    <text x="32" y="38.5" text-anchor="middle">\(word)</text></svg>
    """
  }

  /// A bar filled by a score; an empty track where there is none.
  static func bar(_ score: Score?) -> HTMLMarkup {
    let width = score.map(clamped) ?? 0
    return """
      <svg class="bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true" \
      focusable="false"><rect class="track" width="1000" height="12"/>\
      <rect class="fill" width="\(width)" height="12"/></svg>
      """
  }

  private static func clamped(_ score: Score) -> Int { min(1000, max(0, score.tenths)) }

  /// A rung of the ladder.
  static func rung(_ rung: Rung) -> HTMLMarkup {
    switch rung {
    case .server: icon("M4 4h16v6H4zM4 14h16v6H4zM7.5 7h.01M7.5 17h.01M12 7h5M12 17h5")
    case .configManagement:
      icon(
        "M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5z"
          + "M8 14.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5z")
    case .virtualMachine: icon("M3 4h18v13H3zM8 21h8M12 17v4M8 8h8v5H8z")
    case .cloud: icon("M7 18a4 4 0 0 1-.5-8A6 6 0 0 1 18 9.5a4.3 4.3 0 0 1-.5 8.5z")
    case .paas: icon("M12 3l9 5-9 5-9-5zM3 12.5l9 5 9-5M3 17l9 5 9-5")
    case .docker:
      icon(
        "M3 12h4V8H3zM8.5 12h4V8h-4zM14 12h4V8h-4zM8.5 6.5h4v-4h-4zM2 15h20c-1 4-4 6-9 6s-9-2-11-6z"
      )
    case .kubernetes:
      icon(
        "M12 2.5l8 4v10l-8 5-8-5v-10zM12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8zM12 5.5v13M6.5 9l11 6M17.5 9l-11 6"
      )
    case .serviceMesh:
      icon(
        "M5 3a2 2 0 1 1 0 4a2 2 0 1 1 0-4zM19 3a2 2 0 1 1 0 4a2 2 0 1 1 0-4z"
          + "M5 17a2 2 0 1 1 0 4a2 2 0 1 1 0-4zM19 17a2 2 0 1 1 0 4a2 2 0 1 1 0-4z"
          + "M7 5h10M7 19h10M5 7v10M19 7v10M6.5 6.5l11 11M17.5 6.5l-11 11")
    }
  }

  /// A capability of orchestration.
  static func capability(_ capability: OrchestrationCapability) -> HTMLMarkup {
    switch capability {
    case .centralControl:
      icon("M9 9h6v6H9zM12 9V3M12 15v6M9 12H3M15 12h6")
    case .stateManagement:
      icon("M20 11a8 8 0 0 0-14-4L3 10M3 4v6h6M4 13a8 8 0 0 0 14 4l3-3M21 20v-6h-6")
    case .deploymentManagement: icon("M3 6h8v5H3zM13 13h8v5h-8zM15 8.5h4v2M9 15.5H5v-2")
    case .deploymentVersioning: icon("M3 3h8l10 10-8 8L3 11zM7.5 7.5h.01")
    case .serviceDiscovery: icon("M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14zM15 15l6 6M7 10h6M10 7v6")
    case .volumeStorage:
      icon("M4 6c0-4 16-4 16 0v12c0 4-16 4-16 0zM4 6c0 4 16 4 16 0M4 12c0 4 16 4 16 0")
    }
  }

  private static func icon(_ path: String) -> HTMLMarkup {
    """
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
    <path d="\(path)"/></svg>
    """
  }
}
