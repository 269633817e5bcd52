package screen

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
)

// Stage is the bar of stages of a moment; false where its screen has none.
func Stage(n model.Moment) (scene.Node, bool) {
	at, ok := n.Service().StageOf(n.M.Here.Step)
	if !ok || n.M.Showing() != model.ShowStep {
		return scene.Node{}, false
	}
	stages := n.Service().Stages()
	return scene.Node{ID: Steps, Role: scene.RoleSteps, Label: n.Text(stages[at].Label), Quiet: true,
		Page: scene.Page{Index: at, Count: len(stages)}}, true
}

// addSteps puts the bar of stages above everything else on the screens of a service's steps,
// where it has stages: who sees it knows how much is still to come. It is quiet, so
// that no screen takes longer to hear; "where am I" says it. A screen that is cut into
// pages has no height to spare for it, least of all at the largest letters (TXT-6).
func addSteps(b *builder) {
	if n, ok := Stage(b.Moment); ok && b.M.Crowded() == 0 {
		b.nodes = append([]scene.Node{n}, b.nodes...)
	}
}
