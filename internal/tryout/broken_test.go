package tryout_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/assets"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/kiosk"
	"modu/internal/runtime"
	"modu/internal/tryout"
)

// on changes what the machine puts out on one kind of screen.
func on(kind scene.Kind, f func(out *runtime.Output)) func(*runtime.Output) {
	return func(out *runtime.Output) {
		if out.Change.After.Kind == kind && !out.Change.Idle() {
			f(out)
		}
	}
}

// node changes one node of what is shown; the machine's own scene stays whole.
func node(id scene.NodeID, f func(n *scene.Node)) func(out *runtime.Output) {
	return func(out *runtime.Output) {
		out.Change.After.Root = *clone(&out.Change.After.Root)
		if n := out.Change.After.Find(id); n != nil {
			f(n)
		}
	}
}

func clone(n *scene.Node) *scene.Node {
	c := *n
	c.Children = nil
	for i := range n.Children {
		c.Children = append(c.Children, *clone(&n.Children[i]))
	}
	return &c
}

// Each rule can say no: one made-up fault in what the machine puts out is found by the
// rule that is meant for it. That there is no finding without a fault, the matrix shows.
func TestEachRuleFindsItsFault(t *testing.T) {
	ko := scene.Lang("ko")
	for _, c := range []struct {
		fault   string
		service string
		o       tryout.Options
		want    tryout.Rule
		msg     string
	}{
		{"nothing is said of a choice", "cafe", tryout.Options{Hand: tryout.Ear, Lang: ko, Tamper: func(out *runtime.Output) {
			if out.Change.After.Focus == "item.latte" {
				out.Utterance = nil
			}
		}}, tryout.Silent, "item.latte"},
		{"a press is answered by nothing", "cafe", tryout.Options{Hand: tryout.Ear, Lang: ko, Tamper: on(scene.KindBasket, func(out *runtime.Output) { out.Utterance = nil })}, tryout.Silent, ""},
		{"a node has no name", "clinic", tryout.Options{Hand: tryout.Touch, Lang: ko, Tamper: on(scene.KindIdentify, node("choice.card", func(n *scene.Node) { n.Label = scene.Text{} }))}, tryout.Whole, "silent"},
		{"a text comes in another language", "cafe", tryout.Options{Hand: tryout.Touch, Lang: "en", Tamper: on(scene.KindReview, node("review.pay", func(n *scene.Node) { n.Label.Lang = "ko" }))}, tryout.Language, "review.pay"},
		{"a sentence is said in another language", "cafe", tryout.Options{Hand: tryout.Ear, Lang: "en", Tamper: on(scene.KindReview, func(out *runtime.Output) {
			if out.Utterance != nil {
				out.Utterance.Clauses = append([]speech.Clause{{Lang: "ko", Text: "합계"}}, out.Utterance.Clauses...)
			}
		})}, tryout.Language, "합계"},
		{"focus is elsewhere after help", "cafe", tryout.Options{Hand: tryout.Touch, Lang: ko, Mishaps: true, Tamper: func(out *runtime.Output) {
			if out.Change.Before.Kind == scene.KindHelp && out.Change.After.Kind != scene.KindHelp {
				out.Change.After.Focus = "bar.call"
			}
		}}, tryout.Focus, "after help"},
		{"focus is nowhere after the warning", "library", tryout.Options{Hand: tryout.Ear, Lang: ko, Mishaps: true, Tamper: func() func(*runtime.Output) {
			warned := false
			return func(out *runtime.Output) {
				if warned = warned || out.Change.After.Kind == scene.KindWarning; warned && out.Change.After.Kind == scene.KindPresent {
					out.Change.After.Focus = ""
				}
			}
		}()}, tryout.Focus, "more time"},
		{"a step cannot be left", "certificate", tryout.Options{Hand: tryout.Touch, Lang: ko, LeaveAt: 3, Tamper: on(scene.KindIdentify, node("bar.home", func(n *scene.Node) { n.Disabled, n.Reason = true, n.Label }))}, tryout.Leave, "start again"},
		{"a step has no bar", "certificate", tryout.Options{Hand: tryout.Ear, Lang: ko, LeaveAt: 3, Tamper: on(scene.KindIdentify, func(out *runtime.Output) {
			if out.Change.After.Focus == "bar.home" {
				out.Utterance = nil
			}
		})}, tryout.Leave, "bar.home"},
		{"a digit that was typed is said", "clinic", tryout.Options{Hand: tryout.Ear, Lang: ko, Tamper: on(scene.KindEnter, func(out *runtime.Output) {
			if u := out.Utterance; u != nil {
				u.Clauses = append(slices.Clone(u.Clauses), speech.Clause{Lang: ko, Text: "칠"})
			}
		})}, tryout.Private, "a digit is said"},
		{"a press that is counted is heard", "clinic", tryout.Options{Hand: tryout.Keys, Lang: ko, Tamper: on(scene.KindEnter, func(out *runtime.Output) {
			if out.Utterance == nil && out.Change.Cause.Kind == scene.ByPerson && out.Change.After.Focus == "typing.dial" {
				out.Utterance = &speech.Utterance{Clauses: []speech.Clause{{Lang: ko, Text: "하나"}}}
			}
		})}, tryout.Private, "that is counted is heard"},
		{"a typed number is said", "clinic", tryout.Options{Hand: tryout.Ear, Lang: ko, Tamper: on(scene.KindCall, func(out *runtime.Output) {
			if out.Utterance != nil {
				out.Utterance.Clauses = append(out.Utterance.Clauses, speech.Clause{Lang: "ko", Text: "9001011234567"})
			}
		})}, tryout.Private, "no. 1"},
		{"what the program answered is said", "library", tryout.Options{Hand: tryout.Ear, Lang: ko, Tamper: on(scene.KindChoose, func(out *runtime.Output) {
			if out.Utterance != nil {
				out.Utterance.Clauses = append(out.Utterance.Clauses, speech.Clause{Lang: "ko", Text: "소년이 온다"})
			}
		})}, tryout.Private, "no."},
		{"something personal is for the loudspeaker", "library", tryout.Options{Hand: tryout.Ear, Lang: ko, Tamper: on(scene.KindChoose, func(out *runtime.Output) {
			if out.Utterance != nil {
				out.Utterance.Clauses = append(out.Utterance.Clauses, speech.Clause{Lang: "ko", Text: "책", Privacy: scene.Personal})
			}
		})}, tryout.Private, "personal"},
		{"the warning is never seen", "cafe", tryout.Options{Hand: tryout.Touch, Lang: ko, Mishaps: true, Tamper: on(scene.KindWarning, func(out *runtime.Output) { out.Change.After.Kind = scene.KindOutOfOrder })}, tryout.Time, "nobody asks"},
		{"the countdown stands still", "cafe", tryout.Options{Hand: tryout.Touch, Lang: ko, Mishaps: true, Tamper: on(scene.KindWarning, node("warn.left", func(n *scene.Node) {
			n.Label = scene.Literal("ko", "조금 뒤에", scene.Public)
		}))}, tryout.Time, "is left"},
		{"something of a person is left", "cafe", tryout.Options{Hand: tryout.Touch, Lang: ko, Tamper: func() func(*runtime.Output) {
			served := false
			return func(out *runtime.Output) {
				served = served || out.Change.After.Kind == scene.KindDone
				if served && out.Change.After.Kind == scene.KindAttract {
					node("attract.speech", func(n *scene.Node) { n.Details = []scene.Text{scene.Literal("ko", "101", scene.Public)} })(out)
				}
			}
		}()}, tryout.Gone, "first screen"},
		{"nobody forgets", "cafe", tryout.Options{Hand: tryout.Touch, Lang: ko, RunOutAt: 2, Tamper: func(out *runtime.Output) {
			for i, e := range out.Effects {
				if _, is := e.(kiosk.EndSession); is {
					out.Effects[i] = kiosk.Respeak{}
				}
			}
		}}, tryout.Gone, "forget"},
		{"the state of a call is not shown", "cafe", tryout.Options{Hand: tryout.Touch, Lang: ko, Mishaps: true, Tamper: func(out *runtime.Output) {
			node("bar.call", func(n *scene.Node) { n.Label = scene.Literal("ko", "…", scene.Public) })(out)
		}}, tryout.Staff, "shown and said"},
		{"the state of a call is not said", "cafe", tryout.Options{Hand: tryout.Touch, Lang: ko, Mishaps: true, Tamper: func(out *runtime.Output) { out.Utterance = nil }}, tryout.Staff, "shown and said"},
		{"back cannot be used", "cafe", tryout.Options{Hand: tryout.Touch, Lang: ko, Mishaps: true, Tamper: on(scene.KindCategories, node("bar.back", func(n *scene.Node) { n.Disabled, n.Reason = true, n.Label }))}, tryout.Undo, "back"},
		{"practice asks a program", "clinic", tryout.Options{Hand: tryout.Touch, Lang: ko, Practice: true, Tamper: on(scene.KindIdentify, func(out *runtime.Output) { out.Effects = append(out.Effects, kiosk.AskService{}) })}, tryout.Practice, "AskService"},
		{"practice prints", "clinic", tryout.Options{Hand: tryout.Touch, Lang: ko, Practice: true, Tamper: on(scene.KindIdentify, func(out *runtime.Output) { out.Effects = append(out.Effects, kiosk.PrintPaper{}) })}, tryout.Practice, "PrintPaper"},
		{"practice pays", "cafe", tryout.Options{Hand: tryout.Touch, Lang: ko, Practice: true, Tamper: on(scene.KindReview, func(out *runtime.Output) { out.Effects = append(out.Effects, kiosk.StartPayment{}) })}, tryout.Practice, "StartPayment"},
		{"a change of language says nothing of the place", "cafe", tryout.Options{Hand: tryout.Ear, Lang: ko, Switch: true, Tamper: func(out *runtime.Output) {
			if out.Change.Before.Lang != out.Change.After.Lang && out.Utterance != nil {
				out.Utterance.Clauses = out.Utterance.Clauses[:1]
			}
		}}, tryout.Language, "not said again"},
		{"a new price is not said", "cafe", tryout.Options{Hand: tryout.Ear, Lang: ko, Push: true, Tamper: on(scene.KindQuestion, func(out *runtime.Output) { out.Utterance = nil })}, tryout.Told, "not told"},
		{"the name of a row is empty", "train", tryout.Options{Hand: tryout.Touch, Lang: ko, Tamper: on(scene.KindChoose, node("row.0", func(n *scene.Node) { n.Label = scene.Text{} }))}, tryout.Whole, "silent"},
		{"a proposal has no name", "train", tryout.Options{Hand: tryout.Touch, Lang: ko, Tamper: on(scene.KindSeats, node("seats.0", func(n *scene.Node) { n.Label = scene.Text{} }))}, tryout.Whole, "silent"},
		{"nothing is said of a part of the train", "train", tryout.Options{Hand: tryout.Ear, Lang: ko, Tamper: func(out *runtime.Output) {
			if out.Change.After.Focus == "zone.1" {
				out.Utterance = nil
			}
		}}, tryout.Silent, "zone.1"},
		{"two things bear one name", "cafe", tryout.Options{Hand: tryout.Touch, Lang: ko, Tamper: on(scene.KindBasket, node("basket.more", func(n *scene.Node) { n.Label = scene.Literal("ko", "뒤로", scene.Public) }))}, tryout.Names, "뒤로"},
	} {
		t.Run(c.fault, func(t *testing.T) {
			p := begun(t, c.service, false)
			wishes, _ := tryout.Load(p)
			must(t, tryout.Run(p, wishes[0], c.o), c.want, c.msg)
		})
	}
}

// must makes sure that a report holds a finding.
func must(t *testing.T, r tryout.Report, want tryout.Rule, msg string) {
	t.Helper()
	var all []string
	for _, f := range r.Findings {
		if f.Rule == want && strings.Contains(f.Msg, msg) {
			return
		}
		all = append(all, f.String())
	}
	t.Errorf("nobody found it; found was\n%s", strings.Join(all, "\n"))
}

// broken is a built-in service with one thing in one file changed.
func broken(t *testing.T, name, file, old, new string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), name)
	from, err := fs.Sub(assets.Files, "services/"+name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, from); err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(dir, file)
	data, err := os.ReadFile(at)
	if err != nil || !strings.Contains(string(data), old) {
		t.Fatalf("%s has no %q: %v", file, old, err)
	}
	if err := os.Chmod(at, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(strings.Replace(string(data), old, new, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// held makes the clinic's bill something that its program holds.
var held = struct{ old, new string }{
	"      bill: {type: text} # by which the office knows it again\n",
	"      bill: {type: text, public: true, hold: true}\n    cancel: {path: /release, send: [bill]}\n",
}

// Nobody finds anything about holds where everything is as it should be.
func TestHoldsAreKept(t *testing.T) {
	p := parts(t, broken(t, "clinic", "service.yaml", held.old, held.new))
	wishes, _ := tryout.Load(parts(t, "clinic"))
	kept := 0
	for _, w := range wishes {
		r := tryout.Run(p, w, tryout.Options{Hand: tryout.Touch, Lang: "ko", Tamper: func(out *runtime.Output) {
			for _, e := range out.Effects {
				if _, is := e.(kiosk.KeepHolds); is {
					kept++
				}
			}
		}})
		for _, f := range r.Findings {
			if f.Rule == tryout.Held {
				t.Errorf("%s: %v", w.Name, f)
			}
		}
	}
	if kept == 0 {
		t.Error("nothing was kept")
	}
}

// Faults that people make in the files of a service, and that no file tells by itself.
func TestBrokenServicesAreFound(t *testing.T) {
	easy := tryout.Options{Hand: tryout.Touch, Lang: "ko", Easy: true}
	for _, c := range []struct {
		fault, service, file, old, new string
		o                              tryout.Options
		want                           tryout.Rule
		msg                            string
	}{
		{"Korean left in the English file", "cafe", "locales/en.yaml", "  dine.togo: ", "  dine.togo: 가져가기 # ", tryout.Options{Hand: tryout.Touch, Lang: "en"}, tryout.Language, "가"},
		{"Korean left in the Japanese file, by ear", "library", "locales/ja.yaml", "  done.title: ", "  done.title: 고맙습니다 # ", tryout.Options{Hand: tryout.Ear, Lang: "ja"}, tryout.Language, "said in ko"},
		{"an easy form was left open", "library", "locales/ko.yaml", `easy: 돌려줄 책을 꺼내 주세요`, `easy: ""`, easy, tryout.Form, "scan.title"},
		{"an easy sentence is long", "library", "locales/ko.yaml", `easy: 돌려줄 책을 꺼내 주세요`, "easy: 돌려주실 책을 한 권씩 차례대로 여기 앞에 있는 판에 올려 주세요", easy, tryout.Form, "syllables"},
		{"an easy form has a foreign word", "cafe", "locales/ko.yaml", "option.size: 크기", "option.size: 사이즈", easy, tryout.Form, "사이즈"},
		{"two answers have one name", "library", "locales/ko.yaml", "easy: \"네, 더 있어요\"", "easy: \"아니요, 없어요\"", easy, tryout.Names, "아니요"},
		{"a guard cannot be told", "library", "service.yaml", "answers.fee > 0", "answers.fee - 9223372036854775807 - 2 > 0", tryout.Options{Hand: tryout.Touch, Lang: "ko"}, tryout.Guards, "next["},
		{"what is held is not kept", "clinic", "service.yaml", held.old, held.new, tryout.Options{Hand: tryout.Touch, Lang: "ko", Tamper: func(out *runtime.Output) {
			out.Effects = slices.DeleteFunc(out.Effects, func(e kiosk.Effect) bool { _, is := e.(kiosk.KeepHolds); return is })
		}}, tryout.Held, "is not kept"},
		{"what nobody holds is kept", "clinic", "service.yaml", held.old, held.new, tryout.Options{Hand: tryout.Touch, Lang: "ko", Tamper: func(out *runtime.Output) {
			for i, e := range out.Effects {
				if k, is := e.(kiosk.KeepHolds); is {
					out.Effects[i] = kiosk.KeepHolds{Calls: append(k.Calls, input.EffectID{Boot: 9})}
				}
			}
		}}, tryout.Held, "on no way"},
		{"a choice leads round in a circle", "library", "service.yaml", `{value: "no", label: another.no, name: another.none, picture: more-no, go: done}`, `{value: "no", label: another.no, name: another.none, picture: more-no, go: scan, again: true}`, tryout.Options{Hand: tryout.Touch, Lang: "ko"}, tryout.Reached, ""},
	} {
		t.Run(c.fault, func(t *testing.T) {
			whole := parts(t, c.service)
			wishes, _ := tryout.Load(whole)
			must(t, tryout.Run(begun(t, broken(t, c.service, c.file, c.old, c.new), false), wishes[0], c.o), c.want, c.msg)
		})
	}
}

// A message that one language lacks never gets that far: the service is not loaded.
func TestMissingTextFailsTheBuild(t *testing.T) {
	for _, lang := range []string{"ko", "en", "zh-Hans", "ja"} {
		file := "locales/" + lang + ".yaml"
		site, _ := config.Parse("", nil, config.Known{DirExists: func(string) bool { return true }})
		site.Service = broken(t, "library", file, "  done.box:", "  done.bux:")
		_, issues := assemble.Load(site)
		if got := issues.Error(); !strings.Contains(got, `message "done.box" is missing in `+lang) {
			t.Errorf("%s: %s", lang, got)
		}
	}
}

// A wish that the service cannot grant is no arrival, and a wish in words that nobody has
// is a mistake in its file.
func TestWishes(t *testing.T) {
	p := parts(t, "cafe")
	wishes, _ := tryout.Load(p)
	w := wishes[0]
	w.Choose = []string{"dine.here", "category.usual", "item.mango-ice"} // sold out
	must(t, tryout.Run(p, w, tryout.Options{Hand: tryout.Touch, Lang: "ko"}), tryout.Reached, "")
	w = wishes[0]
	w.Gets = "empty"
	must(t, tryout.Run(p, w, tryout.Options{Hand: tryout.Ear, Lang: "ko"}), tryout.Reached, "understood")
	_, issues := tryout.Parse("wish.yaml", []byte("version: 1\nwishes:\n  - {name: x, choose: [dine.hare], gets: \"\"}\n"), p)
	if got := issues.Error(); !strings.Contains(got, "wish.yaml:3") || !strings.Contains(got, `did you mean "dine.here"?`) {
		t.Error(got)
	}
}

// A kiosk that waits for ever is found too: its timing is the site's.
func TestNobodyWaitsForEver(t *testing.T) {
	p := parts(t, "library")
	cfg := p.Core.Config
	cfg.Timing.Inactivity = 24 * time.Hour
	p.Core = kiosk.NewCore(cfg)
	wishes, _ := tryout.Load(p)
	must(t, tryout.Run(p, wishes[0], tryout.Options{Hand: tryout.Touch, Lang: "ko", RunOutAt: 1}), tryout.Time, "nobody asks")
}
