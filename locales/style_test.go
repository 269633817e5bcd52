package locales

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
)

const koStyle = `version: 1
words: {사이즈: 크기}
never: {정합니다: 선택합니다}
apart:
  - {first: "의 ", second: "의 ", remedy: 하나는 동사로 바꾸세요}
longest: {text: 12, spoken: 14, easy: 10}
`

const jaStyle = `version: 1
words: {タップ: さわる}
never: {決め: 選ぶ}
particles:
  written: {は: わ, へ: え}
  words: [まえ]
`

const enStyle = `version: 1
words: {select: choose}
never: {color: colour}
`

// Every rule of style is broken by one message, and by no other.
func TestStyle(t *testing.T) {
	for _, tc := range []struct {
		lang     scene.Lang
		rules    string
		message  string
		want     string // what is said of it; "" nothing
		remedies string
	}{
		{"ko", koStyle, "가운데 단추로 선택합니다", "", ""},
		{"ko", koStyle, "{text: 가운데로 정합니다, easy: 선택해요}", `says "정합니다"`, "선택합니다"},
		{"ko", koStyle, "{text: 선택합니다, easy: 정합니다}", "the easy form", "선택합니다"},
		{"ko", koStyle, "결정합니다", "", ""}, // another word
		{"ko", koStyle, "종이의 글자의 크기", `says "의 ", and then "의 "`, "동사"},
		{"ko", koStyle, "종이의 글자. 책의 값", "", ""}, // of two sentences
		{"ko", koStyle, "여섯 자 일곱 자 여덟 자 아홉 자 열", "a sentence of 13 letters, at most 12", "two sentences"},
		{"ko", koStyle, "{text: 짧게, spoken: 여섯 자 일곱 자 여덟 자 열 자}", "", ""},
		{"ko", koStyle, "{text: 짧게, easy: 여섯 자 일곱 자 여덟 자 열 자}", "the easy form of message \"a\" has a sentence of 11", "two sentences"},
		{"ko", koStyle, "여섯 자 일곱 자. 여덟 자 아홉 자", "", ""},
		{"ja", jaStyle, "{text: 書類, reading: しょるい, easy: しょるいわ まだです}", `has "しょるいわ"`, `"しょるいは"`},
		{"ja", jaStyle, "{text: 書類は, reading: しょるいは まだです}", "the spoken form of message \"a\" has \"しょるいは\"", `"しょるいわ"`},
		{"ja", jaStyle, "{text: 前へ, reading: まえ えきえ}", "", ""}, // a word that ends so, and a particle as it sounds
		{"ja", jaStyle, "真ん中で決めます", `says "決め"`, "選ぶ"},         // no space tells where a word begins
		{"ja", jaStyle, "{text: これわ紙です, reading: これわ かみです}", `the text of message "a" has "わ" for a particle`, `"は"`},
		{"ja", jaStyle, "{text: 窓口え行きます, reading: まどぐちえ いきます}", `has "え" for a particle`, `"へ"`},
		{"ja", jaStyle, "{text: 紙は変わりました, reading: かみわ かわりました}", "", ""}, // わ inside a word
		{"ja", jaStyle, "{text: まえへ行きます, reading: まえ え いきます}", "", ""},
		{"en", enStyle, "Colors", `says "color"`, "colour"},
	} {
		plain, issues := parsePlain("plain.yaml", []byte(tc.rules))
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		c := New(tc.lang)
		if is := c.Add("x.yaml", []byte("version: 1\nlanguage: "+string(tc.lang)+"\nmessages:\n  a: "+tc.message+"\n")); is.Err() != nil {
			t.Fatal(tc.message, is)
		}
		got := c.Style(tc.lang, plain)
		switch {
		case tc.want == "" && len(got) != 0:
			t.Errorf("%s: %v", tc.message, got)
		case tc.want != "" && (len(got) != 1 || !strings.Contains(got[0].Msg, tc.want) || !strings.Contains(got[0].Remedy, tc.remedies) || got[0].Line != 4):
			t.Errorf("%s: %v, want %q", tc.message, got, tc.want)
		}
	}
}

// One thing has one spelling, and a message is worded in one file.
func TestOneWording(t *testing.T) {
	c := New("ko")
	for file, data := range map[string]string{
		"a.yaml": "version: 1\nlanguage: ko\nmessages:\n  a: 채소 샌드위치\n  b: 채소샌드위치\n  c: 다른 것\n",
	} {
		if is := c.Add(file, []byte(data)); is.Err() != nil {
			t.Fatal(is)
		}
	}
	if got := c.Style("ko", Plain{}); len(got) != 1 || got[0].Line != 5 || !strings.Contains(got[0].Msg, `"a" "채소 샌드위치"`) {
		t.Errorf("%v", got)
	}
	for _, tc := range []struct {
		data string
		want int
	}{{"{text: 채소 샌드위치, easy: 채소 빵}", 0}, {"채소 샌드위치", 1}} {
		if is := c.Add("b.yaml", []byte("version: 1\nlanguage: ko\nmessages:\n  b: 둘\n  a: "+tc.data+"\n")); is.Err() != nil {
			t.Fatal(is)
		}
		if got := c.Style("ko", Plain{}); len(got) != tc.want {
			t.Errorf("%s: %v", tc.data, got)
		}
		if is := c.Add("a.yaml", []byte("version: 1\nlanguage: ko\nmessages:\n  a: 채소 샌드위치\n")); is.Err() != nil {
			t.Fatal(is)
		}
	}
}

// A name is kept in the easy form, as it is written or as it is read.
func TestNamesAreKept(t *testing.T) {
	c := New("ko")
	for _, f := range []string{
		"version: 1\nlanguage: ko\nmessages:\n  kept: {text: 아메리카노, easy: 아메리카노 (물을 탄 커피)}\n  replaced: {text: 카페라떼, easy: 우유 커피}\n  plain: 녹차\n  other: {text: 넷, easy: 사}\n",
		"version: 1\nlanguage: ja\nmessages:\n  kept: {text: 緑茶, reading: りょくちゃ, easy: りょくちゃ（おちゃ）}\n  replaced: ラテ\n  plain: 茶\n  other: 四\n",
	} {
		if is := c.Add("x.yaml", []byte(f)); is.Err() != nil {
			t.Fatal(is)
		}
	}
	got := c.CheckNames([]scene.Lang{"ko", "ja"}, []string{"kept", "replaced", "plain"})
	if len(got) != 1 || got[0].Line != 5 || !strings.Contains(got[0].Remedy, "카페라떼 (우유 커피)") {
		t.Errorf("%v", got)
	}
}

// An explanation is for where a name stands alone.
func TestExplanationsStayOutOfSentences(t *testing.T) {
	c := New("ko")
	if is := c.Add("ko.yaml", []byte("version: 1\nlanguage: ko\nmessages:\n  a: {text: 아메리카노, easy: 아메리카노 (물을 탄 커피)}\n  s: {text: \"{{josa .Name \\\"을/를\\\"}} 담았습니다\", easy: \"{{josa .Name \\\"을/를\\\"}} 골랐어요\"}\n  o: {text: 온도 (도), easy: 온도}\n")); is.Err() != nil {
		t.Fatal(is)
	}
	l := c.Localizer("ko")
	name := l.Text("a")
	if got := name.InEasyForm().String(); got != "아메리카노 (물을 탄 커피)" {
		t.Errorf("alone it is %q", got)
	}
	for _, n := range []scene.Text{name, name.InEasyForm()} {
		if got := l.Text("s", Words("Name", n)).InEasyForm().String(); got != "아메리카노를 골랐어요" {
			t.Errorf("in a sentence it is %q", got)
		}
	}
	if got := l.Text("s", Words("Name", name)).String(); got != "아메리카노를 담았습니다" {
		t.Errorf("%q", got)
	}
	if got := l.Text("s", Words("Name", l.Text("o"))).String(); got != "온도 (도)를 담았습니다" {
		t.Errorf("brackets of a name are its own: %q", got)
	}
}

// What we say ourselves keeps to the rules in every language, and each language has some.
func TestEveryLanguageHasAList(t *testing.T) {
	for _, lang := range []scene.Lang{"ko", "en", "zh-Hans", "ja"} {
		p, issues := PlainWords(lang)
		if issues.Err() != nil || len(p.words) < 8 || len(p.never) < 5 || p.longest.Easy == 0 || p.longest.Text < p.longest.Easy {
			t.Errorf("%s: %d words, %d never, %+v, %v", lang, len(p.words), len(p.never), p.longest, issues)
		}
	}
}
