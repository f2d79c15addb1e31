// commands: ['go test ./...'],
local step(name, run) = {
  name: name,
  image: 'golang:1.25',
  commands: [
    'go build ./...',
  ] + run,
};

/* commands: ['make deploy'], */
{ kind: 'pipeline', name: 'default', steps: [step('build', ['go test ./...'])] }
