package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// Bounds on an SVG, far above what somebody draws for a card.
const (
	maxDrawing  = 2 << 20  // bytes
	maxElements = 20_000   // elements
	maxDepth    = 128      // elements within one another
	maxTitle    = 16 << 10 // bytes of titles and descriptions
	maxExpanded = 16 << 20 // bytes of attributes, those that are used again counted each time
)

// guard judges an SVG before the reader sees it. That reader keeps all that stands in
// <defs> as one list, which grows, and each <use> goes through the list as it is then: a
// <use> in there may come to itself, and a second <defs> in there makes what follows part
// of the list. Neither is needed by a drawing that this reader can show, so both are
// refused; what is left cannot recur, and its size is known beforehand.
func guard(data []byte) error {
	if len(data) > maxDrawing {
		return fmt.Errorf("the drawing has %d bytes, at most %d are allowed", len(data), maxDrawing)
	}
	g := guarding{}
	r := xml.NewDecoder(bytes.NewReader(data))
	r.CharsetReader = charset.NewReaderLabel
	for {
		t, err := r.RawToken() // the reader's own pass finds what is not well formed
		if errors.Is(err, io.EOF) {
			return g.sum()
		}
		if err != nil {
			return fmt.Errorf("it is broken: %w", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			err = g.start(t)
		case xml.EndElement:
			g.end(t.Name.Local)
		case xml.CharData:
			err = g.text(t)
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(t), []byte("<!ENTITY")) {
				err = errors.New("it defines entities, which are not read")
			}
		case xml.ProcInst:
			if t.Target == "xml-stylesheet" {
				err = errors.New("it needs a style sheet of its own file, which is not read")
			}
		}
		if err != nil {
			return err
		}
	}
}

// guarding is what guard has seen.
type guarding struct {
	depth, elements int
	defs, style     bool
	titles          int // open ones
	titled          int // bytes in them
	uses            int
	once, again     int // bytes of attributes outside and inside <defs>
	classed, classd int // elements with a class, outside and inside
	styles          int // bytes of style sheets
	titledDefs      bool
}

func (g *guarding) start(e xml.StartElement) error {
	g.elements++
	if g.depth++; g.depth > maxDepth {
		return fmt.Errorf("its elements are nested more than %d deep", maxDepth)
	}
	if g.elements > maxElements {
		return fmt.Errorf("it has more than %d elements", maxElements)
	}
	size, classes := 16, 0
	for _, a := range e.Attr {
		size += len(a.Name.Local) + len(a.Value)
		if a.Name.Local == "class" {
			classes = 1
		}
		if err := external(e.Name.Local, a); err != nil {
			return err
		}
	}
	if g.defs {
		g.again, g.classd = g.again+size, g.classd+classes
	} else {
		g.once, g.classed = g.once+size, g.classed+classes
	}
	switch e.Name.Local {
	case "use":
		if g.defs {
			return errors.New("a <use> stands in <defs>: it could come to itself; draw the shape there again")
		}
		g.uses++
	case "defs":
		if g.defs {
			return errors.New("<defs> stands in <defs>; keep one of them")
		}
		g.defs = true
	case "title", "desc":
		g.titles++
		g.titledDefs = g.titledDefs || g.defs
	case "style":
		g.style = true
	}
	return nil
}

func (g *guarding) end(name string) {
	g.depth--
	switch name {
	case "defs":
		g.defs = false
	case "title", "desc":
		g.titles--
	case "style":
		g.style = false
	}
}

func (g *guarding) text(t xml.CharData) error {
	if g.style {
		g.styles += len(t)
		return css(string(t))
	}
	// A title in <defs> that is used stays open for the reader.
	if g.titles > 0 || g.titledDefs {
		if g.titled += len(t); g.titled > maxTitle {
			return fmt.Errorf("it has more than %d bytes of titles and descriptions", maxTitle)
		}
	}
	return nil
}

// sum judges what the whole comes to when every <use> has been followed.
func (g *guarding) sum() error {
	if float64(g.once)+float64(g.uses)*float64(g.again)+(float64(g.classed)+float64(g.uses)*float64(g.classd))*float64(g.styles) > maxExpanded {
		return errors.New("what it uses again and again comes to too much")
	}
	return nil
}

// external refuses what would have to be fetched from elsewhere: the picture would be
// incomplete, and no lint would have said so.
func external(element string, a xml.Attr) error {
	value := strings.TrimSpace(a.Value)
	switch element {
	case "use", "image", "feImage", "script":
		if a.Name.Local == "href" && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:") {
			return fmt.Errorf("<%s> names %.80q, which is not in the file and is not read", element, value)
		}
	}
	if a.Name.Local == "style" || strings.Contains(value, "url(") {
		return css(value)
	}
	return nil
}

// css refuses what a style takes from elsewhere.
func css(text string) error {
	if strings.Contains(text, "@import") {
		return errors.New("its style imports another, which is not read")
	}
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "url(")
		if !found {
			return nil
		}
		if at := strings.TrimLeft(after, " \t\r\n'\""); !strings.HasPrefix(at, "#") && !strings.HasPrefix(at, "data:") {
			return fmt.Errorf("its style names %.80q, which is not in the file and is not read", at)
		}
		rest = after
	}
}
