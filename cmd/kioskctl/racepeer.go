package main

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
	"modu/ui/theme"
)

// The peer is what a good web programmer would write for the same menu: one page,
// plain JavaScript, no framework; a screen is built when it is opened, a focus move
// changes one attribute, another look sets variables. It gets texts, pictures, fonts,
// colours, sizes and places of everything from us, so it has no layout to find: that
// is to its advantage.

//go:embed racepage.html
var racePage string

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

// writePeer writes the page and all it needs into dir and returns its file.
func writePeer(dir string, parts *assemble.Parts, panel theme.Panel, states []state) (string, error) {
	px := panel.PxPerMM()
	ty := theme.Types(panel)
	pictures := map[string]string{}
	picture := func(name string) string {
		if name == "" {
			return ""
		}
		if file, ok := pictures[name]; ok {
			return file
		}
		data, ok := parts.Picture(name)
		if !ok {
			pictures[name] = ""
			return ""
		}
		file := fmt.Sprintf("picture%d.png", len(pictures))
		if head := strings.TrimLeft(string(data[:min(len(data), 512)]), "\ufeff \t\r\n"); strings.HasPrefix(head, "<") {
			file = strings.TrimSuffix(file, ".png") + ".svg"
		}
		if os.WriteFile(filepath.Join(dir, file), data, 0o644) != nil {
			file = ""
		}
		pictures[name] = file
		return file
	}
	var out []peerState
	looks := map[string]bool{}
	for _, st := range states {
		looks[st.scene.Look.Theme] = true
		out = append(out, peerScreen(st, panel, picture))
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
	t, err := template.New("page").Parse(racePage)
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "index.html")
	f, err := os.Create(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	font := func(ink float64) string { return fmt.Sprintf("%.1fpx", ink/theme.InkPerEm*px) }
	mm := func(v float64) string { return fmt.Sprintf("%.1fpx", v*px) }
	err = t.Execute(f, map[string]any{
		"Looks": template.CSS(css.String()), "States": template.JS(data),
		"Title": template.CSS(font(ty.Title)), "Name": template.CSS(font(ty.Name)), "Body": template.CSS(font(ty.Body)), "Welcome": template.CSS(font(ty.Welcome)),
		"Stroke": template.CSS(mm(theme.Stroke)), "Thick": template.CSS(mm(theme.Thick)), "Pad": template.CSS(mm(theme.Pad)),
		"RingIn": template.CSS(mm(theme.RingIn)), "RingAll": template.CSS(mm(theme.RingIn + theme.RingOut)),
	})
	if err != nil {
		return "", err
	}
	return file, f.Close()
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
	place := map[scene.NodeID]nodeRect{}
	for _, r := range st.rects {
		place[r.Node] = r
	}
	s := &st.scene
	out := peerState{Screen: string(s.Kind) + "/" + s.Root.Label.String(), Look: s.Look.Theme, Focus: string(s.Focus), Next: st.next}
	px, body := float32(panel.PxPerMM()), float32(theme.Types(panel).Body/theme.InkPerEm)
	bottom, titled := float32(panel.HeightPx), s.Kind == scene.KindAttract
	s.Walk(func(n *scene.Node, _ int) bool {
		r := place[n.ID]
		if n.Role == scene.RoleButton && r.Y > float32(panel.HeightPx)*0.85 {
			bottom = min(bottom, r.Y)
		}
		titled = titled || n.Role == scene.RoleHeading && n.Label.String() == s.Root.Label.String()
		return true
	})
	margin := float32(theme.Margin) * px
	if !titled {
		out.Nodes = append(out.Nodes, peerNode{ID: "title", Kind: "title", X: margin, Y: margin, W: float32(panel.WidthPx) - 2*margin, H: body * 2 * px, Label: s.Root.Label.String()})
	}
	if n := s.Find(s.Focus); n != nil {
		out.Caption = n.Label.String() // what the kiosk's strip shows while it is said
		for _, d := range n.Details {
			out.Caption += "  " + d.String()
		}
	}
	strip := (2*1.3*body + 2*theme.Pad) * px
	out.Nodes = append(out.Nodes, peerNode{ID: "strip", Kind: "strip", X: margin, Y: bottom - float32(theme.Gap)*px - strip, W: float32(panel.WidthPx) - 2*margin, H: strip})
	s.Walk(func(n *scene.Node, _ int) bool {
		r := place[n.ID]
		p := peerNode{ID: string(n.ID), X: r.X, Y: r.Y, W: r.W, H: r.H, Primary: n.Primary, Selected: n.Selected, Disabled: n.Disabled,
			Picture: picture(n.Picture), Label: n.Label.String()}
		for _, d := range n.Details {
			p.Details = append(p.Details, d.String())
		}
		if n.Disabled {
			p.Reason = n.Reason.String()
		}
		switch {
		case n.Role == scene.RoleGroup && n.Arrange == scene.ArrangeBar:
			p.Kind = "bar"
		case n.Role == scene.RoleScreen && s.Kind == scene.KindAttract:
			p.Kind, p.Label = "screen", ""
			if p.Picture == "" {
				p.Picture = picture("attract")
			}
		case n.Role == scene.RoleGroup, n.Role == scene.RoleScreen:
			return true // only holds others
		case n.Role == scene.RoleHeading && s.Kind == scene.KindAttract:
			p.Kind = "welcome"
		case n.Role == scene.RoleHeading:
			p.Kind = "title"
		case n.Role == scene.RoleChoice && p.Picture != "" && r.H > r.W*0.55:
			p.Kind = "card"
		case n.Role == scene.RoleChoice && p.Picture != "":
			p.Kind = "wide"
		case n.Role == scene.RoleChoice:
			p.Kind = "tile"
		case n.Role == scene.RoleButton:
			p.Kind = "button"
		default:
			p.Kind = "text"
		}
		out.Nodes = append(out.Nodes, p)
		return true
	})
	return out
}
