package frame

import "fmt"

// Checksum names a way to check a frame.
type Checksum uint8

const (
	NoCheck     Checksum = iota
	XOR8                 // exclusive or of all bytes
	Sum8                 // sum of all bytes, low 8 bits
	CRC16XModem          // polynomial 1021, start 0, not reflected (CRC catalogue: CRC-16/XMODEM)
	CRC16Modbus          // polynomial 8005 reflected, start FFFF (Modbus over Serial Line V1.02, 6.2.2)
	checksums
)

var checksumNames = [...]string{"none", "xor8", "sum8", "crc16-xmodem", "crc16-modbus"}

func (c Checksum) String() string { return checksumNames[c] }

// ChecksumNames lists what a profile may name.
func ChecksumNames() []string { return append([]string(nil), checksumNames[:]...) }

// ParseChecksum finds a checksum by name.
func ParseChecksum(name string) (Checksum, error) {
	for i, n := range checksumNames {
		if n == name {
			return Checksum(i), nil
		}
	}
	return NoCheck, fmt.Errorf("unknown checksum %q", name)
}

func (c Checksum) size() int {
	switch c {
	case NoCheck:
		return 0
	case XOR8, Sum8:
		return 1
	default:
		return 2
	}
}

// append puts the checksum of data behind out.
func (c Checksum) append(out, data []byte, little bool) []byte {
	var v uint16
	switch c {
	case NoCheck:
		return out
	case XOR8:
		for _, b := range data {
			v ^= uint16(b)
		}
		return append(out, byte(v))
	case Sum8:
		for _, b := range data {
			v += uint16(b)
		}
		return append(out, byte(v))
	case CRC16XModem:
		for _, b := range data {
			v ^= uint16(b) << 8
			for range 8 {
				if v&0x8000 != 0 {
					v = v<<1 ^ 0x1021
				} else {
					v <<= 1
				}
			}
		}
	case CRC16Modbus:
		v = 0xFFFF
		for _, b := range data {
			v ^= uint16(b)
			for range 8 {
				if v&1 != 0 {
					v = v>>1 ^ 0xA001
				} else {
					v >>= 1
				}
			}
		}
	}
	if little {
		return append(out, byte(v), byte(v>>8))
	}
	return append(out, byte(v>>8), byte(v))
}
