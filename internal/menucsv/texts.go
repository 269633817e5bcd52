package menucsv

import (
	"fmt"
	"strings"

	"modu/internal/datafile"
)

// titles are the few sentences of a shop, in the languages that a table can hold.
var titles = map[string][][2]string{
	"ko": {{"category.title", "무엇을 드릴까요?"}, {"item.title", "하나를 골라 주세요"}, {"options.title", "어떻게 드릴까요?"}, {"basket.title", "장바구니"},
		{"go.review", "주문 확인하기"}, {"review.title", "이대로 주문하시겠어요?"}, {"pay.title", "결제해 주세요"}, {"done.title", "주문이 끝났습니다"},
		{"stage.menu", "고르기"}, {"stage.review", "확인"}, {"stage.pay", "결제"}, {"stage.done", "완료"}},
	"en": {{"category.title", "What would you like?"}, {"item.title", "Choose one"}, {"options.title", "How would you like it?"}, {"basket.title", "Basket"},
		{"go.review", "Check your order"}, {"review.title", "Shall we order this?"}, {"pay.title", "Please pay"}, {"done.title", "Your order is placed"},
		{"stage.menu", "Choose"}, {"stage.review", "Check"}, {"stage.pay", "Pay"}, {"stage.done", "Done"}},
}

func (im *importer) service() []byte {
	var b strings.Builder
	langs := "[ko]"
	if im.english {
		langs = "[ko, en]"
	}
	start, items := "category", "{kind: items, title: item.title, stage: menu, next: options}"
	if len(im.cats) < 2 {
		start, items = "item", "{kind: items, title: item.title, stage: menu, all: true, next: options}"
	}
	if len(im.options) == 0 {
		items = strings.Replace(items, "next: options", "next: basket", 1)
	}
	fmt.Fprintf(&b, schemaLine("service.schema.json")+"# Made by kioskctl service import: a shop. assets/services/README.md explains every key.\nversion: 1\nid: shop\nname: shop.name\ncurrency: KRW\nlanguages: %s\nstart: %s\n\nstages:\n", langs, start)
	for _, stage := range []string{"menu", "review", "pay", "done"} {
		fmt.Fprintf(&b, "  - {id: %s, label: stage.%s}\n", stage, stage)
	}
	b.WriteString("\nsteps:\n")
	if len(im.cats) > 1 {
		b.WriteString("  category: {kind: categories, title: category.title, stage: menu, next: item}\n")
	}
	fmt.Fprintf(&b, "  item: %s\n", items)
	if len(im.options) > 0 {
		b.WriteString("  options: {kind: options, title: options.title, stage: menu, next: basket}\n")
	}
	fmt.Fprintf(&b, `  basket:
    kind: basket
    title: basket.title
    stage: menu
    more: %s
    next:
      - {when: "basket.lines == 0", go: %s}
      - {go: review}
  review: {kind: review, title: review.title, stage: review, next: pay}
  pay: {kind: pay, title: pay.title, stage: pay, next: done}
  done: {kind: done, title: done.title, stage: done}
`, start, start)
	return []byte(b.String())
}

// locale writes the messages of one language; suffix is that of its columns.
func (im *importer) locale(lang, suffix, name string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, schemaLine("../locale.schema.json")+"# Made by kioskctl service import. An empty easy or spoken form is a gap.\nversion: 1\nlanguage: %s\nreviewed_by: \"\" # nobody has reviewed these yet\nmessages:\n  shop.name: %s\n", lang, datafile.Quote(name))
	for _, t := range titles[lang] {
		fmt.Fprintf(&b, "  %s: %s\n", t[0], datafile.Quote(t[1]))
	}
	b.WriteString("\n")
	if len(im.cats) > 1 {
		for _, c := range im.cats {
			text := c
			if c == "" {
				text = map[string]string{"ko": "그 밖", "en": "Other"}[lang]
			}
			fmt.Fprintf(&b, "  %s: {text: %s, easy: \"\"}\n", im.cat(c), datafile.Quote(text))
			im.gapElsewhere("easy words for the category %q%s", text, inEnglish(lang))
		}
	}
	for _, r := range im.rows {
		text := r.cells["name"+suffix]
		if text == "" {
			text = r.cells["name"]
			im.gap(r.line, "the name of %q in %s", text, lang)
		}
		easy, spoken := r.cells["easy"+suffix], r.cells["spoken"+suffix]
		switch {
		case easy == "":
			im.gap(r.line, "easy words for %q in %s", text, lang)
		default:
			easy = easyWords(text, easy)
		}
		fmt.Fprintf(&b, "  item.%s: {text: %s, easy: %s", r.id, datafile.Quote(text), datafile.Quote(easy))
		switch {
		case spoken != "":
			fmt.Fprintf(&b, ", spoken: %s", datafile.Quote(spoken))
		case lang == "ko" && latin(text): // a voice reads Latin letters in Korean as it likes
			b.WriteString(`, spoken: ""`)
			im.gap(r.line, "how %q is said", text)
		}
		b.WriteString("}\n")
	}
	for _, o := range im.options {
		fmt.Fprintf(&b, "  %s: {text: %s, easy: \"\"}\n", o.id, datafile.Quote(o.label))
		im.gapElsewhere("easy words for the option %q%s", o.label, inEnglish(lang))
		for i, v := range o.values {
			fmt.Fprintf(&b, "  %s.v%d: {text: %s, easy: \"\"}\n", o.id, i+1, datafile.Quote(v.label))
			im.gapElsewhere("easy words for %q of the option %q%s", v.label, o.label, inEnglish(lang))
		}
	}
	return []byte(b.String())
}

func (im *importer) gapElsewhere(format string, args ...any) {
	im.todo = append(im.todo, fmt.Sprintf(format, args...))
}

func latin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' })
}

// inEnglish names what a table in Korean cannot hold: the names of categories and
// options in English.
func inEnglish(lang string) string {
	if lang == "en" {
		return " in en, and its name"
	}
	return " in ko"
}
