package screenrace

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"image/color"
	"os"
	"path/filepath"
	"strings"

	"modu/accessibility/scene"
	"modu/assets/fonts"
	"modu/internal/assemble"
	"modu/ui"
	"modu/ui/theme"
)

// The peer is what a good web programmer would write for the same menu: one page,
// plain JavaScript, no framework; a screen is built when it is opened, a focus move
// changes one attribute, another look sets variables. It gets texts, pictures, fonts,
// colours, sizes and places of everything from us, so it has no layout to find: that
// is to its advantage.
//
//go:embed page.html
var pageSource string

// peerNode is a node as the page needs it.
type peerNode struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"` // screen, bar, title, card, wide, tile, button, text
	X        float32  `json:"x"`
	Y        float32  `json:"y"`
	W        float32  `json:"w"`
	H        float32  `json:"h"`
	Label    string   `json:"label,omitempty"`
	Details  []string `json:"details,omitempty"`
	Reason   string   `json:"reason,omitempty"`
	Picture  string   `json:"picture,omitempty"`
	Photo    bool     `json:"photo,omitempty"` // it fills its room
	Primary  bool     `json:"primary,omitempty"`
	Selected bool     `json:"selected,omitempty"`
	Disabled bool     `json:"disabled,omitempty"`
}

type peerState struct {
	Screen  string         `json:"screen"` // which page; the same one is patched, another is built
	Look    string         `json:"look"`
	Focus   string         `json:"focus"`
	Caption string         `json:"caption"`
	Nodes   []peerNode     `json:"nodes"`
	Next    map[string]int `json:"next"`
}

// pageTitle is what the page's window is called once its fonts and pictures are in memory.
const pageTitle = "the same menu, loaded"

// writePeer writes the page and all it needs into dir and returns its file.
func writePeer(dir string, parts *assemble.Parts, panel theme.Panel, states []state) (string, error) {
	pictures := pictureFiles{dir: dir, parts: parts, names: map[string]string{}}
	var out []peerState
	looks := map[string]bool{}
	for _, st := range states {
		looks[st.scene.Look.Theme] = true
		out = append(out, peerScreen(st, panel, pictures.file))
	}
	var css strings.Builder
	for id := range looks {
		css.WriteString(lookCSS(id))
	}
	data, err := json.Marshal(out)
	if err != nil {
		return "", err
	}
	for name, b := range map[string][]byte{"medium.otf": fonts.Medium(), "bold.otf": fonts.Bold()} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			return "", err
		}
	}
	t, err := template.New("page").Parse(pageSource)
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "index.html")
	f, err := os.Create(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	values := sizes(panel)
	values["Looks"], values["States"], values["Loaded"] = template.CSS(css.String()), template.JS(data), pageTitle
	if err := t.Execute(f, values); err != nil {
		return "", err
	}
	return file, f.Close()
}

// sizes are the kiosk's sizes on a panel, as the page's style has them.
func sizes(panel theme.Panel) map[string]any {
	px, ty := panel.PxPerMM(), theme.Types(panel)
	font := func(ink float64) template.CSS { return template.CSS(fmt.Sprintf("%.1fpx", ink/theme.InkPerEm*px)) }
	mm := func(v float64) template.CSS { return template.CSS(fmt.Sprintf("%.1fpx", v*px)) }
	return map[string]any{
		"Title": font(ty.Title), "Name": font(ty.Name), "Body": font(ty.Body), "Welcome": font(ty.Verb),
		"Stroke": mm(theme.Stroke), "Thick": mm(theme.Thick), "Pad": mm(theme.Pad),
		"RingIn": mm(theme.RingIn), "RingAll": mm(theme.RingIn + theme.RingOut),
	}
}

// pictureFiles writes each picture once.
type pictureFiles struct {
	dir   string
	parts *assemble.Parts
	names map[string]string // file by picture; "" for one that is not there
}

// file is the file of a picture, beside the page.
func (p pictureFiles) file(name string) string {
	if name == "" {
		return ""
	}
	if file, ok := p.names[name]; ok {
		return file
	}
	p.names[name] = ""
	data, ok := p.parts.Picture(name)
	if !ok {
		return ""
	}
	ext := ".png"
	if head := strings.TrimLeft(string(data[:min(len(data), 512)]), "\ufeff \t\r\n"); strings.HasPrefix(head, "<") {
		ext = ".svg"
	}
	file := fmt.Sprintf("picture%d%s", len(p.names)-1, ext)
	if os.WriteFile(filepath.Join(p.dir, file), data, 0o644) == nil {
		p.names[name] = file
	}
	return p.names[name]
}

// lookCSS is a palette as variables.
func lookCSS(id string) string {
	p := theme.Look(id)
	hex := func(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
	return fmt.Sprintf("body[data-look=%q]{--ground:%s;--card:%s;--ink:%s;--line:%s;--band:%s;--accent:%s;--onaccent:%s;--chosen:%s;--tint:%s;--ribbon:%s;--onribbon:%s;--strip:%s;--ringin:%s;--ringout:%s}\n",
		id, hex(p.Ground), hex(p.Card), hex(p.Ink), hex(p.Line), hex(p.Band), hex(p.Accent), hex(p.OnAccent), hex(p.Chosen), hex(p.Tint),
		hex(p.Ribbon), hex(p.OnRibbon), hex(p.Strip), hex(p.RingInner), hex(p.RingOuter))
}

// peerScreen turns a state into what the page draws.
func peerScreen(st state, panel theme.Panel, picture func(string) string) peerState {
	s := &st.scene
	out := peerState{Screen: string(s.Kind) + "/" + s.Root.Label.String(), Look: s.Look.Theme, Focus: string(s.Focus), Next: st.next, Caption: caption(s)}
	px, body := float32(panel.PxPerMM()), float32(theme.Types(panel).Body/theme.InkPerEm)
	margin := float32(theme.Margin) * px
	width := float32(panel.WidthPx) - 2*margin
	bottom, titled := edges(st, panel)
	if !titled {
		out.Nodes = append(out.Nodes, peerNode{ID: "title", Kind: "title", X: margin, Y: margin, W: width, H: body * 2 * px, Label: s.Root.Label.String()})
	}
	strip := (2*1.3*body + 2*theme.Pad) * px
	out.Nodes = append(out.Nodes, peerNode{ID: "strip", Kind: "strip", X: margin, Y: bottom - float32(theme.Gap)*px - strip, W: width, H: strip})
	s.Walk(func(n *scene.Node, _ int) bool {
		if p, drawn := peerOf(s, n, st.rects[n.ID], picture); drawn {
			out.Nodes = append(out.Nodes, p)
		}
		return true
	})
	return out
}

// caption is what the kiosk's strip shows while what has focus is said.
func caption(s *scene.Scene) string {
	n := s.Find(s.Focus)
	if n == nil {
		return ""
	}
	text := n.Label.String()
	for _, d := range n.Details {
		text += "  " + d.String()
	}
	return text
}

// edges tells where the bar at the bottom begins, and whether the screen's title is among
// its nodes.
func edges(st state, panel theme.Panel) (bottom float32, titled bool) {
	s := &st.scene
	bottom, titled = float32(panel.HeightPx), s.Kind == scene.KindAttract
	s.Walk(func(n *scene.Node, _ int) bool {
		if r := st.rects[n.ID]; n.Role == scene.RoleButton && r.Y > float32(panel.HeightPx)*0.85 {
			bottom = min(bottom, r.Y)
		}
		titled = titled || n.Role == scene.RoleHeading && n.Label.String() == s.Root.Label.String()
		return true
	})
	return bottom, titled
}

// peerOf is a node as the page draws it; a node that only holds others is not drawn.
func peerOf(s *scene.Scene, n *scene.Node, r ui.NodeRect, picture func(string) string) (p peerNode, drawn bool) {
	p = peerNode{ID: string(n.ID), X: r.X, Y: r.Y, W: r.W, H: r.H, Primary: n.Primary, Selected: n.Selected, Disabled: n.Disabled,
		Picture: picture(n.Picture), Label: n.Label.String()}
	if n.Photo != "" && s.Look.Theme == theme.Default {
		p.Picture, p.Photo = picture(n.Photo), true
	}
	for _, d := range n.Details {
		p.Details = append(p.Details, d.String())
	}
	if n.Disabled {
		p.Reason = n.Reason.String()
	}
	if p.Kind = peerKind(s, n, r, p.Picture != ""); p.Kind == "screen" {
		p.Label = ""
		if p.Picture == "" {
			p.Picture = picture("attract")
		}
	}
	return p, p.Kind != ""
}

// peerKind is the page's class for a node; "" is not drawn.
func peerKind(s *scene.Scene, n *scene.Node, r ui.NodeRect, pictured bool) string {
	first := s.Kind == scene.KindAttract
	switch n.Role {
	case scene.RoleGroup:
		if n.Arrange == scene.ArrangeBar {
			return "bar"
		}
		return ""
	case scene.RoleScreen:
		if first {
			return "screen"
		}
		return ""
	case scene.RoleHeading:
		if first {
			return "welcome"
		}
		return "title"
	case scene.RoleChoice:
		switch {
		case !pictured:
			return "tile"
		case r.H > r.W*0.55:
			return "card"
		}
		return "wide"
	case scene.RoleButton:
		return "button"
	}
	return "text"
}
