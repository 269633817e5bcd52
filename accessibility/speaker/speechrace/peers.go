//go:build linux

package speechrace

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Texts are what the peers are asked to say; ours says the same by itself.
type Texts map[Kind][]string

func (t Texts) of(k Kind, i int) string { return t[k][i%len(t[k])] }

// wpm is the voice's 100 per cent in this project.
const wpm = "150"

// program is a peer that is started for every text.
type program struct {
	ctx   context.Context
	name  string
	card  *Card
	texts Texts
	line  func(text string) []string
	cmd   *exec.Cmd
}

// CLI is the espeak-ng program with its own sound output.
func CLI(ctx context.Context, c *Card, t Texts) Contender {
	return &program{ctx: ctx, name: "espeak-ng", card: c, texts: t, line: func(text string) []string {
		return []string{"espeak-ng", "-v", "ko", "-s", wpm, text}
	}}
}

// Pipe is the espeak-ng program with aplay behind it.
func Pipe(ctx context.Context, c *Card, t Texts) Contender {
	return &program{ctx: ctx, name: "espeak-ng --stdout | aplay", card: c, texts: t, line: func(text string) []string {
		return []string{"sh", "-c", `espeak-ng -v ko -s ` + wpm + ` --stdout "$1" | aplay -q`, "sh", text}
	}}
}

func (p *program) Name() string { return p.name }

func (p *program) Say(k Kind, i int) (time.Time, error) {
	args := p.line(p.texts.of(k, i))
	cmd := exec.CommandContext(p.ctx, args[0], args[1:]...)
	cmd.Env = p.card.Env()
	group(cmd)
	p.cmd = cmd
	began := time.Now()
	return began, cmd.Start()
}

func (p *program) Hush() (time.Time, error) {
	began := time.Now()
	if p.cmd != nil {
		killGroup(p.cmd)
		_ = p.cmd.Wait()
		p.cmd = nil
	}
	return began, nil
}

// Dispatcher is a running speech-dispatcher with its espeak-ng module.
type Dispatcher struct {
	texts Texts
	cmd   *exec.Cmd
	conn  net.Conn
	in    *bufio.Reader
}

const speechd = `LogLevel 0
LogDir "%[1]s"
AudioOutputMethod "pulse"
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
DefaultLanguage "ko"
SymbolsPreproc "none"
Timeout 0
`

// StartDispatcher starts one on the card and opens an SSIP connection to it.
func StartDispatcher(ctx context.Context, c *Card, t Texts) (*Dispatcher, error) {
	conf := filepath.Join(c.dir, "speechd")
	if err := os.MkdirAll(filepath.Join(conf, "modules"), 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(conf, "speechd.conf"), fmt.Appendf(nil, speechd, c.dir), 0o600); err != nil {
		return nil, err
	}
	module, err := os.ReadFile("/etc/speech-dispatcher/modules/espeak-ng.conf")
	if err != nil {
		return nil, fmt.Errorf("speechrace: speech-dispatcher-espeak-ng is not installed: %w", err)
	}
	if err := os.WriteFile(filepath.Join(conf, "modules", "espeak-ng.conf"), module, 0o600); err != nil {
		return nil, err
	}
	socket := filepath.Join(c.dir, "ssip")
	d := &Dispatcher{texts: t}
	d.cmd = exec.CommandContext(ctx, "speech-dispatcher", "-s", "-C", conf, "-c", "unix_socket", "-S", socket, "-L", c.dir, "-P", filepath.Join(c.dir, "speechd.pid"))
	d.cmd.Env = c.Env()
	group(d.cmd)
	if err := d.cmd.Start(); err != nil {
		return nil, fmt.Errorf("speechrace: speech-dispatcher: %w", err)
	}
	for begun := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		if d.conn, err = net.Dial("unix", socket); err == nil {
			break
		}
		if time.Since(begun) > 10*time.Second {
			d.Close()
			return nil, fmt.Errorf("speechrace: speech-dispatcher does not answer: %w", err)
		}
	}
	d.in = bufio.NewReader(d.conn)
	for _, cmd := range []string{"SET SELF CLIENT_NAME root:race:main", "SET SELF OUTPUT_MODULE espeak-ng", "SET SELF LANGUAGE ko", "SET SELF PRIORITY message"} {
		if err := d.ask(cmd); err != nil {
			d.Close()
			return nil, err
		}
	}
	return d, nil
}

// ask sends a command and reads its answer, whose last line has a space after the code.
func (d *Dispatcher) ask(cmd string) error {
	_ = d.conn.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := fmt.Fprintf(d.conn, "%s\r\n", cmd); err != nil {
		return err
	}
	for {
		line, err := d.in.ReadString('\n')
		if err != nil {
			return fmt.Errorf("speechrace: SSIP %s: %w", cmd, err)
		}
		if len(line) > 3 && line[3] == ' ' {
			if line[0] != '2' {
				return fmt.Errorf("speechrace: SSIP %s: %s", cmd, strings.TrimSpace(line))
			}
			return nil
		}
	}
}

// Name implements Contender.
func (*Dispatcher) Name() string { return "speech-dispatcher, SSIP" }

// Say implements Contender.
func (d *Dispatcher) Say(k Kind, i int) (time.Time, error) {
	began := time.Now()
	if err := d.ask("SPEAK"); err != nil {
		return began, err
	}
	return began, d.ask(d.texts.of(k, i) + "\r\n.")
}

// Hush implements Contender. It lets the text end by itself: after CANCEL, version
// 0.11.4 begins the next one with what was left of the last, which would be taken for
// an answer within 10 ms.
func (d *Dispatcher) Hush() (time.Time, error) { return time.Now(), nil }

// Close ends it.
func (d *Dispatcher) Close() {
	if d.conn != nil {
		_ = d.conn.Close()
	}
	killGroup(d.cmd)
	_ = d.cmd.Wait()
}
