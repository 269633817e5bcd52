package speech

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"modu/accessibility/scene"
)

// The catalogue of these tests: ids to Korean and English wording.
type catalogue struct{}

var wording = map[string][2]string{
	MsgSelected: {"선택됨", "selected"}, MsgChosen: {"선택함", "now selected"}, MsgUnselected: {"선택 해제됨", "not selected"},
	MsgUnavailable: {"선택할 수 없음", "unavailable"}, MsgAvailable: {"선택할 수 있음", "available"},
	MsgPosition: {"{Total} 중 {Index}", "{Index} of {Total}"}, MsgPage: {"{Pages}쪽 중 {Page}쪽", "page {Page} of {Pages}"},
	MsgChoices: {"선택지 {Total}개", "{Total} choices"},
	MsgSecret:  {"비밀 입력", "private entry"}, MsgEntry: {"입력", "entry"}, MsgTyped: {"{Total}자리", "{Total} digits"}, MsgTypedGroup: {"{Total}자리, {Left}자리 남음", "{Total} digits, {Left} to go"}, MsgTypedAll: {"{Total}자리 모두", "all {Total}"},
	MsgEntered: {"{Total}자리 입력됨", "{Total} entered"}, MsgErased: {"지움, {Total}자리 남음", "erased, {Total} left"},
	MsgEmpty: {"비어 있음", "empty"}, MsgPrivate + "name": {"이름", "name"}, MsgPrivateText: {"개인 정보", "private"}, MsgWithheld: {"읽지 않음", "withheld"},
	MsgPrivate + "phone": {"전화번호", "telephone number"},
}

func (catalogue) Phrase(lang scene.Lang, id string, args map[string]int) scene.Text {
	w, ok := wording[id]
	if !ok {
		return scene.Text{}
	}
	s := w[0]
	if lang == "en" {
		s = w[1]
	}
	for name, n := range args {
		s = strings.ReplaceAll(s, "{"+name+"}", strconv.Itoa(n))
	}
	return scene.Literal(lang, s, scene.Public)
}

// A transcript is a list of cases, each headed by "## title". Its lines:
//
//	by person|clock|device|start|output         the cause
//	verbosity brief|normal|long, headset, easy  the listener
//	session N                                   before "after": of the scene after
//	before / after, then indented nodes         the scenes; "after" begins as a copy of before when it has no lines
//	notice polite|assertive|overlay TEXT
//	say PRIORITY | clause | clause …            what must be said
//	nothing                                     nothing may be said
//	not TEXT                                    must not be heard anywhere
//
// A node line is indented by two spaces a level:
//
//	ROLE id "label" detail="…" reason="…" hint="…" easy="…" spoken="…" lang=en count=2 groups=6,7 page=1/2/4/8
//	     selected disabled focus personal secret bar row
//
// In texts {name|…}, {phone|…}, {en|…} and {?|…} mark a name, a telephone
// number, English, and a personal stretch; {!|…} a secret one.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range strings.Split("\n"+string(b), "\n## ")[1:] {
			title, body, _ := strings.Cut(c, "\n")
			t.Run(title, func(t *testing.T) { runCase(t, body) })
		}
	}
}

func runCase(t *testing.T, body string) {
	c := scene.Change{From: 1, To: 2}
	c.Before = scene.Scene{Revision: 1, Kind: scene.KindShow, Lang: "ko", Session: scene.SessionID{Boot: 1, Counter: 1}}
	o := Options{Verbosity: Normal, Words: catalogue{}}
	var want []string
	var not []string
	nothing, checked := false, false
	lines := strings.Split(body, "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "", "#":
		case "by":
			kinds := map[string]scene.CauseKind{"start": scene.ByStart, "person": scene.ByPerson, "clock": scene.ByClock, "device": scene.ByDevice, "output": scene.ByOutput}
			k, ok := kinds[rest]
			if !ok {
				t.Fatalf("cause %q", rest)
			}
			c.Cause.Kind = k
		case "verbosity":
			v, ok := map[string]Verbosity{"brief": Brief, "normal": Normal, "long": Long}[rest]
			if !ok {
				t.Fatalf("verbosity %q", rest)
			}
			o.Verbosity = v
		case "headset":
			o.Headset = true
		case "easy":
			o.Easy = true
		case "session":
			n, err := strconv.Atoi(rest)
			if err != nil {
				t.Fatal(err)
			}
			c.After.Session.Counter = uint32(n)
		case "before", "after":
			block := []string{}
			for i+1 < len(lines) && strings.HasPrefix(lines[i+1], "  ") {
				i++
				block = append(block, lines[i])
			}
			if word == "before" {
				fill(t, &c.Before, rest, block)
				continue
			}
			session := c.After.Session.Counter
			c.After = c.Before
			if len(block) > 0 {
				fill(t, &c.After, rest, block)
			}
			c.After.Revision = 2
			if session != 0 {
				c.After.Session.Counter = session
			}
		case "notice":
			p, text, _ := strings.Cut(rest, " ")
			k, ok := map[string]scene.Politeness{"polite": scene.Polite, "assertive": scene.Assertive, "overlay": scene.Overlay}[p]
			if !ok {
				t.Fatalf("politeness %q", p)
			}
			c.Notices = append(c.Notices, scene.Notice{Text: parseText(text, c.Before.Lang), Politeness: k, Cause: c.Cause})
		case "say":
			want = strings.Split(rest, " | ")
			checked = true
		case "nothing":
			nothing, checked = true, true
		case "not":
			not = append(not, rest)
		default:
			t.Fatalf("unknown line %q", line)
		}
	}
	if !checked {
		t.Fatal("the case expects nothing at all")
	}
	for _, e := range scene.Validate(&c.After) {
		t.Errorf("the scene is broken: %v", e)
	}
	u, ok := Compose(c, o)
	got := []string{[...]string{"progress", "polite", "interrupt", "overlay"}[u.Priority]}
	heard := ""
	for _, cl := range u.Clauses {
		s := cl.Text
		if cl.Lang != "ko" {
			s = "[" + string(cl.Lang) + "] " + s
		}
		if cl.Privacy != scene.Public {
			s = "<" + cl.Privacy.String() + "> " + s
		}
		got = append(got, s)
		heard += cl.Text + "\n"
	}
	if nothing {
		if ok {
			t.Errorf("said  %s\nwant  nothing", strings.Join(got, " | "))
		}
		return
	}
	if !ok || strings.Join(got, " | ") != strings.Join(want, " | ") {
		t.Errorf("said  %s\nwant  %s", strings.Join(got, " | "), strings.Join(want, " | "))
	}
	for _, n := range not {
		if strings.Contains(heard, n) {
			t.Errorf("%q must not be heard", n)
		}
	}
	if !o.Headset && u.Privacy() != scene.Public {
		t.Error("something private goes to the loudspeaker")
	}
	if u.Session != c.After.Session || u.Revision != 2 || u.Focus != c.After.Focus {
		t.Errorf("session %v, revision %d, focus %q", u.Session, u.Revision, u.Focus)
	}
	for _, cl := range u.Clauses {
		n := c.After.Find(cl.Node)
		if n == nil && cl.Node != "" {
			t.Errorf("a clause is about %q, which is not there", cl.Node)
		}
		for _, w := range cl.Words {
			if n != nil && w.WrittenAt+w.WrittenLen > len([]rune(n.Label.String())) && !o.Easy && !c.After.Look.Easy {
				t.Errorf("a word of %q lies outside the label of %q", cl.Text, cl.Node)
			}
		}
	}
}

// fill builds the nodes of a scene. head is its kind, if given, and flags.
func fill(t *testing.T, s *scene.Scene, head string, block []string) {
	t.Helper()
	for _, f := range strings.Fields(head) {
		switch {
		case f == "easy":
			s.Look.Easy = true
		case strings.HasPrefix(f, "lang="):
			s.Lang = scene.Lang(f[5:])
		default:
			s.Kind = scene.Kind(f)
		}
	}
	type level struct {
		node     *scene.Node
		children []*level
	}
	var root *level
	var stack []*level
	s.Focus = ""
	for _, line := range block {
		depth := (len(line)-len(strings.TrimLeft(line, " ")))/2 - 1
		n, focus := parseNode(t, strings.TrimSpace(line), s.Lang)
		l := &level{node: n}
		if focus {
			s.Focus = n.ID
		}
		if depth == 0 {
			root = l
			stack = []*level{l}
			continue
		}
		if depth > len(stack) {
			t.Fatalf("bad indent: %q", line)
		}
		stack = append(stack[:depth], l)
		stack[depth-1].children = append(stack[depth-1].children, l)
	}
	var build func(l *level) scene.Node
	build = func(l *level) scene.Node {
		n := *l.node
		for _, c := range l.children {
			n.Children = append(n.Children, build(c))
		}
		return n
	}
	s.Root = build(root)
}

func parseNode(t *testing.T, line string, lang scene.Lang) (*scene.Node, bool) {
	t.Helper()
	roles := map[string]scene.Role{}
	for r := scene.RoleScreen; r <= scene.RoleMark; r++ {
		roles[r.String()] = r
	}
	f := fields(line)
	role, ok := roles[f[0]]
	if !ok || len(f) < 2 {
		t.Fatalf("bad node %q", line)
	}
	n := &scene.Node{ID: scene.NodeID(f[1]), Role: role}
	focus := false
	spoken, easy, nodeLang := "", "", lang
	label := ""
	for _, x := range f[2:] {
		key, v, _ := strings.Cut(x, "=")
		v = strings.Trim(v, `"`)
		switch {
		case x[0] == '"':
			label = strings.Trim(x, `"`)
		case key == "detail":
			n.Details = append(n.Details, parseText(v, nodeLang))
		case key == "reason":
			n.Reason = parseText(v, nodeLang)
		case key == "hint":
			n.Hint = parseText(v, nodeLang)
		case key == "easy":
			easy = v
		case key == "spoken":
			spoken = v
		case key == "lang":
			nodeLang = scene.Lang(v)
		case key == "count":
			n.Count, _ = strconv.Atoi(v)
		case key == "groups":
			for _, g := range strings.Split(v, ",") {
				k, err := strconv.Atoi(g)
				if err != nil {
					t.Fatal(err)
				}
				n.Groups = append(n.Groups, k)
			}
		case key == "page":
			if _, err := fmt.Sscanf(v, "%d/%d/%d/%d", &n.Page.Index, &n.Page.Count, &n.Page.First, &n.Page.Total); err != nil {
				t.Fatal(err)
			}
		case x == "selected":
			n.Selected = true
		case x == "disabled":
			n.Disabled = true
		case x == "focus":
			focus = true
		case x == "personal":
			n.Privacy = scene.Personal
		case x == "secret":
			n.Privacy = scene.Secret
		case x == "bar":
			n.Arrange = scene.ArrangeBar
		case x == "row":
			n.Arrange = scene.ArrangeRow
		default:
			t.Fatalf("bad word %q in %q", x, line)
		}
	}
	if label != "" {
		n.Label = parseText(label, nodeLang)
		if spoken != "" {
			n.Label.Spoken = parseText(spoken, nodeLang).Spans
		}
		if easy != "" {
			n.Label.Easy = parseText(easy, nodeLang).Spans
		}
	}
	return n, focus
}

// fields splits at spaces outside quotes.
func fields(s string) []string {
	var out []string
	quoted := false
	start := 0
	for i := 0; i <= len(s); i++ {
		switch {
		case i == len(s) || s[i] == ' ' && !quoted:
			if i > start {
				out = append(out, s[start:i])
			}
			start = i + 1
		case s[i] == '"':
			quoted = !quoted
		}
	}
	return out
}

func parseText(s string, lang scene.Lang) scene.Text {
	t := scene.Text{Lang: lang}
	for s != "" {
		if s[0] != '{' {
			plain, _, _ := strings.Cut(s, "{")
			t.Spans = append(t.Spans, scene.Span{Text: plain})
			s = s[len(plain):]
			continue
		}
		inner, rest, _ := strings.Cut(s[1:], "}")
		s = rest
		kind, written, _ := strings.Cut(inner, "|")
		sp := scene.Span{Text: written}
		switch kind {
		case "name":
			sp.Kind, sp.Privacy = scene.Name, scene.Personal
		case "phone":
			sp.Kind, sp.Privacy = scene.Phone, scene.Personal
		case "?":
			sp.Privacy = scene.Personal
		case "!":
			sp.Privacy = scene.Secret
		default:
			sp.Lang = scene.Lang(kind)
		}
		t.Spans = append(t.Spans, sp)
	}
	return t
}
