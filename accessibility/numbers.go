package accessibility

import "strconv"

func itoa(n int) string { return strconv.Itoa(n) }

// atoi reads a value of the table, which is known to be a number.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("accessibility: table value " + s + " is not a number")
	}
	return n
}
