package signs

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
)

// Columns are the names of the columns of a filming list, in their order.
func Columns() []string {
	return []string{"clip", "text", "where", "seen", "seen with mishaps", "filmed"}
}

// CSV is the filming list as a table, for spreadsheets: UTF-8 with a byte order mark, without
// which they take the letters for Latin ones. Its lines are those of Clips.
func (l *List) CSV() []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	_ = w.Write(Columns()) // a buffer takes everything
	for _, c := range l.Clips {
		filmed := ""
		if c.Exists {
			filmed = "yes"
		}
		_ = w.Write([]string{c.Name, c.Text, strings.Join(c.Where, " / "), strconv.Itoa(c.Straight), strconv.Itoa(c.Mishaps), filmed})
	}
	w.Flush()
	return b.Bytes()
}
