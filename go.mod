module modu

go 1.26.0

require (
	cel.dev/cel-go v0.33.2 // indirect
	fyne.io/fyne/v2 v2.8.1 // indirect
	github.com/ebitengine/purego v0.4.1 // indirect
	github.com/hajimehoshi/oto/v2 v2.4.3 // indirect
	github.com/nicksnyder/go-i18n/v2 v2.7.0 // indirect
	go.bug.st/serial v1.8.0 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)
