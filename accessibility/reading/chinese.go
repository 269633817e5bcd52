package reading

import (
	"strings"
	"unicode"
)

// chinese is Mandarin in simplified characters.
type chinese struct{}

var (
	zhDigits = [...]string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	zhPlaces = [...]string{"", "十", "百", "千"}
	zhGroups = [...]string{"", "万", "亿", "万亿", "亿亿"}

	// zhMeasures are the words before which two is 两: what is counted, unlike the
	// names that are numbered (2号, 2楼, 2月).
	zhMeasures = list("个 杯 位 份 张 瓶 碗 件 盒 袋 次 人 名 只 条 块 片 种 把 根 辆 台 本 小时 天 周 元 韩元 美元 欧元 日元 英镑 公斤 千克 升 米 公里 桌 间 " +
		"点 分钟 秒 倍 岁 页 项 步 套 双 对 头 家 房 壶 罐 串 勺 口 盘 笼 颗 粒 包 支 枚 篇 句 样 晚 席 票 层楼 站 桶 盆 箱 打 字 笔 户 座 扇 届 遍 趟 顿")
	// zhUnits are units in letters and signs, with what is said.
	zhUnits = map[string]string{"ml": "毫升", "mL": "毫升", "ML": "毫升", "L": "升", "l": "升", "g": "克", "kg": "公斤", "mg": "毫克", "cm": "厘米", "mm": "毫米",
		"m": "米", "km": "公里", "m2": "平方米", "m3": "立方米", "kcal": "千卡", "oz": "盎司", "°C": "摄氏度", "°F": "华氏度", "°": "度", "KRW": "韩元", "원": "韩元",
		"min": "分钟", "h": "小时", "W": "瓦", "V": "伏", "km/h": "公里每小时"}
	zhSigns = map[rune]string{'&': "和", '+': "加", '=': "等于", '%': "百分之", '×': "乘以", '÷': "除以", '#': "号", '/': ", ", '·': ", ", '•': ", ", '→': ", ", '>': ", ",
		'|': ", ", ':': ", ", ';': ", ", '—': ", ", '(': ", ", ')': ", ", '「': ", ", '」': ", ", '【': ", ", '】': ", ", '₩': "韩元", '$': "美元", '€': "欧元", '£': "英镑", '¥': "元", '°': "度",
		'…': ", ", '_': " ", '²': "平方", '³': "立方", '*': "星号", '、': ",", '。': ".", '・': ", "}
)

func list(words string) map[string]string {
	m := map[string]string{}
	for _, w := range strings.Fields(words) {
		m[w] = w
	}
	return m
}

func (l chinese) cardinal(digits string) string {
	digits = strings.TrimLeft(digits, "0")
	if digits == "" {
		return zhDigits[0]
	}
	if len(digits) > maxSinoDigit {
		return l.digitwise(digits, false)
	}
	out := ""
	for g := (len(digits) - 1) / 4; g >= 0; g-- {
		end := len(digits) - 4*g
		part := digits[max(0, end-4):end]
		said := ""
		for i, c := range part {
			place := len(part) - 1 - i
			switch {
			case c == '0':
			case c == '2' && place == 3 && out == "": // 两千, but 二百
				said += "两" + zhPlaces[place]
			default:
				if i > 0 && part[i-1] == '0' && (said != "" || out != "") { // a place is left out: 一百零二
					said += zhDigits[0]
				}
				said += zhDigits[c-'0'] + zhPlaces[place]
			}
		}
		if said == "" {
			continue
		}
		if said == "二" && g > 0 && out == "" {
			said = "两" // 两万
		}
		out += said + zhGroups[g]
	}
	if strings.HasPrefix(out, "一十") {
		out = strings.TrimPrefix(out, "一")
	}
	return out
}

func (l chinese) decimal(whole, fraction string) string {
	if fraction == "" {
		return l.cardinal(whole)
	}
	return l.cardinal(whole) + "点" + l.digitwise(fraction, false)
}

// digitwise: one is 幺 in telephone numbers, so that it is not taken for seven.
func (chinese) digitwise(digits string, phone bool) string {
	var b strings.Builder
	for _, c := range digits {
		if c == '1' && phone {
			b.WriteString("幺")
		} else {
			b.WriteString(zhDigits[c-'0'])
		}
	}
	return b.String()
}

func (l chinese) counted(digits, fraction, s string, name bool) (int, string) {
	unit, said, known := longestUnit(zhUnits, s)
	if !known {
		if unit, said, known = longestUnit(zhMeasures, s); !known {
			return 0, ""
		}
	}
	n := l.decimal(digits, fraction)
	if _, counts := zhMeasures[said]; counts && !name && n == "二" {
		n = "两"
	}
	return len(unit), n + said
}

func (l chinese) code(digits string) string { return l.digitwise(digits, false) }

func (l chinese) clock(hour, minute string) string {
	h := l.cardinal(hour)
	if h == "二" {
		h = "两"
	}
	m := strings.TrimLeft(minute, "0")
	switch {
	case m == "":
		return h + "点"
	case len(m) == 1:
		return h + "点零" + l.cardinal(m) + "分"
	}
	return h + "点" + l.cardinal(m) + "分"
}

func (chinese) halves() (string, string) { return "上午", "下午" }

func (l chinese) date(year, month, day string) string {
	out := ""
	if year != "" {
		out = l.digitwise(year, false) + "年"
	}
	if month != "" {
		out += l.cardinal(month) + "月"
	}
	if day != "" {
		out += l.cardinal(day) + "日"
	}
	return out
}

func (l chinese) percent(number string) string {
	whole, fraction, _ := strings.Cut(number, ".")
	return "百分之" + l.decimal(whole, fraction)
}

func (l chinese) fraction(whole, above, below string) string {
	said := l.cardinal(below) + "分之" + l.cardinal(above)
	if whole != "" {
		return l.cardinal(whole) + "又" + said
	}
	return said
}

func (chinese) money(iso string) string {
	return map[string]string{"KRW": "韩元", "CNY": "元", "USD": "美元", "EUR": "欧元", "JPY": "日元", "GBP": "英镑"}[iso]
}

func (chinese) minus(unit string) string {
	if unit != "" {
		return "零下"
	}
	return "负"
}

func (l chinese) basement(digits string) string { return "地下" + l.cardinal(digits) + "层" }

func (l chinese) floor(digits, word string) string {
	if word == "F" || word == "階" || word == "層" {
		word = "层"
	}
	return l.cardinal(digits) + word
}

func (l chinese) promo(buy string) string { return "买" + l.cardinal(buy) + "送一" }

func (chinese) letter(r rune) string {
	if r < 0x80 && unicode.IsLetter(r) {
		return strings.ToUpper(string(r))
	}
	if unicode.IsLetter(r) {
		return string(r)
	}
	return ""
}

func (chinese) particle(_ rune, s string) string {
	r, _ := firstRune(s)
	return string(r)
}

func (chinese) word(string) (string, bool) { return "", false } // other voices say them: see Cut

func (chinese) phrase(id string) string {
	return map[string]string{"to": "到", "no": "号", "times": "乘以", "plus": "加", "ratio": "比", "point": "点", "yen": "CNY", "code": ", ", "ordinal": "第"}[id]
}

func (chinese) signs() map[rune]string { return zhSigns }

func (chinese) weekday(string) string { return "" }
