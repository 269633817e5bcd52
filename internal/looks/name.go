package looks

import (
	"modu/internal/kiosk"
	"modu/internal/kiosk/model"
)

// ScreenName names the screen that a model shows, as files of pictures are called: its kind and,
// where it is a step of the service, the id by which that stands in its file.
func ScreenName(m kiosk.Model) string {
	name := string(m.Scene.Kind)
	if m.Showing() == model.ShowStep && m.Here.Step != "" {
		name += "." + m.Here.Step
	}
	return name
}
