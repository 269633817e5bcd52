package reading

import (
	"strings"
	"unicode/utf8"
)

// Tensing that the letters alone do not tell (표준 발음법 26 to 28), where a rule
// reaches further than a list. What it gets wrong stands in the word list.

// sinoL are first syllables of Chinese words that end in ㄹ and are hardly ever
// native: after them ㄷ, ㅅ, ㅈ are tense (article 26: 절도 is 절또).
const sinoL = "결굴궐눌몰멸밀별설월율절졸질찰철출탈필혈활발실갈일"

// sinoNext are second syllables of Chinese words that begin with ㄷ, ㅅ or ㅈ.
const sinoNext = "단달담당대덕도독돈돌동두득등사산살삼상색생서석선설섭성세소속손송쇄쇠수숙순술숭습승시식신실심자작잔잠장재쟁저적전절점접정제조족존종좌죄주죽준중즉증지직진질집징"

// tenseSino applies article 26 at the beginning of a word.
func tenseSino(word string) string {
	a, n := utf8.DecodeRuneInString(word)
	b, m := utf8.DecodeRuneInString(word[n:])
	rest := word[n+m:]
	if !strings.ContainsRune(sinoL, a) || !strings.ContainsRune(sinoNext, b) || isNumber(word) {
		return word
	}
	switch {
	case b == '자' && strings.HasPrefix(rest, "리"), // 별자리, 일자리
		b == '대' && strings.HasPrefix(rest, "로"),                          // 절대로 is 절때로 by the list; 별대로, 일대로 are not
		b == '도' && strings.ContainsRune("발실갈일", a),                       // 일도: the particle
		strings.ContainsRune("지자", b) && strings.ContainsRune("밀질찰졸갈", a): // endings of verbs: 밀지, 졸자
		return word
	}
	s := takeApart(string(b))
	s[0].cho = tense(s[0].cho)
	return string(a) + putTogether(s) + rest
}

// tenseEndings are last syllables of nouns that are tense after a noun of two
// syllables or more, with the two-syllable words of their own in which they are not.
var tenseEndings = [...]struct {
	last, sound string
	not         []string
}{
	{"법", "뻡", []string{"방법"}}, // 사용법
	{"증", "쯩", []string{"영수증", "보증", "인증", "검증", "공증", "고증", "논증"}},                                                                  // 등록증, 불면증
	{"성", "썽", []string{"구성", "여성", "남성", "완성", "생성", "음성", "편성", "형성", "찬성", "양성", "조성", "합성", "작성", "장성", "만성", "육성", "함성", "탄성"}}, // 안전성
	{"값", "깝", nil}, // 커피값
}

// tenseEnding applies them. settled is up to where (in bytes) the word list has had
// its say.
func tenseEnding(word string, settled int) string {
	for _, e := range tenseEndings {
		at, _, ok := ending(word, e.last)
		if !ok || at < settled || endsInOne(word[:at+len(e.last)], e.not) {
			continue
		}
		return word[:at] + e.sound + word[at+len(e.last):]
	}
	for _, soup := range [...]string{"장국", "물국"} { // 된장국 is 된장꾹
		if at, _, ok := ending(word, "국"); ok && at >= settled && strings.HasSuffix(word[:at+len("국")], soup) {
			return word[:at] + "꾹" + word[at+len("국"):]
		}
	}
	return word
}

func endsInOne(s string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// verbL are last syllables of verbs before a noun, with the ending -ㄹ. 를 and the
// ㄹ of nouns (오늘, 서울) are not among them.
const verbL = "할될갈올볼줄칠쓸을실릴길킬질낼살알탈둘놀말열팔틀날"

// boundNouns are those that are tense after the modifier, as they sound then.
var boundNouns = [...]struct{ noun, sound string }{
	{"거", "꺼"}, {"게", "께"}, {"데", "떼"}, {"바", "빠"}, {"곳", "꼳"}, {"적", "쩍"}, {"줄", "쭐"},
}

// tenseAfterL applies article 27: after the modifier -ㄹ a bound noun is tense.
func tenseAfterL(before, word, next string) string {
	if endsInL(before) {
		if rest, ok := strings.CutPrefix(word, "것"); ok {
			return "껏" + rest
		}
		if rest, ok := strings.CutPrefix(word, "수"); ok && hasAnyPrefix(next, []string{"있", "없"}) {
			return "쑤" + rest
		}
	}
	if last, _ := utf8.DecodeLastRuneInString(before); strings.ContainsRune(verbL, last) {
		return tenseBoundNoun(last, word)
	}
	return word
}

// tenseBoundNoun is a word after a verb that ends in the syllable last.
func tenseBoundNoun(last rune, word string) string {
	for _, n := range boundNouns {
		if rest, ok := strings.CutPrefix(word, n.noun); ok && (rest == "" || isParticle(rest) || hasAnyPrefix(rest, []string{"예요", "에요", "야"})) {
			if n.noun == "곳" && rest != "" {
				return "꼿" + rest // 갈 곳이 is 갈 꼬시
			}
			return n.sound + rest
		}
	}
	if rest, ok := strings.CutPrefix(word, "분"); ok && last == '실' && (rest == "" || isParticle(rest) || strings.HasPrefix(rest, "께")) {
		return "뿐" + rest // 드실 분
	}
	return word
}
