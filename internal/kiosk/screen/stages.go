package screen

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
)

// addSteps puts the bar of stages above everything else on the screens of a service's steps,
// where it has stages: who sees it knows how much is still to come. It is quiet, so
// that no screen takes longer to hear; "where am I" says it.
func addSteps(b *builder) {
	at, ok := b.Service().StageOf(b.M.Here.Step)
	if !ok || b.M.Showing() != model.ShowStep {
		return
	}
	stages := b.Service().Stages()
	b.nodes = append([]scene.Node{{ID: Steps, Role: scene.RoleSteps, Label: b.Text(stages[at].Label), Quiet: true,
		Page: scene.Page{Index: at, Count: len(stages)}}}, b.nodes...)
}
