package tryout_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/kiosk"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/service"
	"modu/internal/tryout"
)

// promise is what the easy form said comes next on a screen.
type promise struct{ step, said string }

// kept names the promises that what came did not keep; say is a message in the language of the
// stay.
func kept(svc *service.Service, moments []kiosk.Model, say func(id string) string) (broken []string, n int) {
	open, trail := promise{}, 0
	for _, m := range moments {
		st, ok := svc.Step(m.Here.Step)
		if !ok || m.Scene.Kind == scene.KindAttract || m.Showing() != model.ShowStep {
			continue
		}
		if open.step != "" && (st.ID != open.step || len(m.Trail) > trail) && st.Kind != service.Call {
			id := "next." + string(st.Kind)
			if st.Kind == service.Present {
				id += "." + string(st.Reader)
			}
			if st.ID == open.step {
				id = "next.more"
			}
			asked := st.Kind == service.Choose && strings.Contains(open.said, say("next.more")) // one more question, of another step
			if n++; !asked && !strings.Contains(open.said, say(id)) {
				broken = append(broken, open.step+" says "+open.said+" and then comes "+st.ID+": "+say(id))
			}
			open = promise{}
		}
		if i := slices.IndexFunc(m.Scene.Root.Children, func(c scene.Node) bool { return c.ID == screen.SoFar }); i >= 0 && strings.Contains(m.Scene.Root.Children[i].Label.ID, "course") {
			if l := m.Scene.Root.Children[i].Label; l.ID != "course.done" {
				open, trail = promise{st.ID, l.String()}, len(m.Trail)
			}
		}
	}
	return broken, n
}

// What the easy form says comes next is what comes next.
func TestPromisesAreKept(t *testing.T) {
	total := 0
	for _, name := range assemble.Services() {
		for _, short := range []bool{true, false} {
			p := begun(t, name, short)
			wishes, issues := tryout.Load(p)
			if issues.Err() != nil {
				t.Fatal(issues)
			}
			say := func(id string) string { return p.Catalogue.Localizer("ko").Text(id).InEasyForm().String() }
			for _, w := range wishes {
				var met []kiosk.Model
				r := tryout.Run(p, w, tryout.Options{Hand: tryout.Touch, Lang: "ko", Easy: true, Met: func(m kiosk.Model, _ time.Duration) { met = append(met, m) }})
				if len(r.Findings) > 0 {
					t.Fatalf("%s: %v", name, r.Findings)
				}
				broken, n := kept(p.Service, met, say)
				total += n
				for _, b := range broken {
					t.Errorf("%s, %s: %s", name, w.Name, b)
				}
			}
		}
	}
	if total < 40 {
		t.Errorf("only %d promises were made", total)
	}
}
