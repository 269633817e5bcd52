package espeak

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"modu/accessibility/synth"
	"modu/internal/child"
)

// process is one run of the program: text in, one WAV out.
type process struct {
	*child.Child
	key key
}

// What the program may use: it has one voice's data and says one text.
const (
	maxMemory = 256 << 20
	maxFiles  = 64
	maxCPU    = time.Minute
)

// start runs the program up to where it waits for text. The owner of the process
// must read it to its end or kill it.
func (e *Engine) start(k key) (*process, error) {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil, fmt.Errorf("%w: closed", synth.ErrEngine)
	}
	defer e.alive.Hold()()
	e.mu.Unlock()
	p, err := launch(e.cfg.Command, k)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", synth.ErrEngine, err)
	}
	e.alive.Go(func() { <-p.Done() })
	return p, nil
}

func launch(command string, k key) (*process, error) {
	// -b 1: the text is UTF-8 whatever the locale says. Without -m markup is text.
	c, err := child.Start(child.Spec{Command: command,
		Args:   []string{"-b", "1", "-v", k.voice, "-s", strconv.Itoa(k.wpm), "-p", strconv.Itoa(k.pitch), "--stdin", "--stdout"},
		PipeIn: true, PipeOut: true, Limits: child.Limits{Memory: maxMemory, CPU: maxCPU, Files: maxFiles}})
	if err != nil {
		return nil, err
	}
	return &process{c, k}, nil
}

// feed writes the text and ends the input. A cleaned text fits the pipe of 64 KiB,
// so this does not wait; a program that is already gone shows when it is read.
func (p *process) feed(text string) {
	_ = p.In.SetWriteDeadline(time.Now().Add(time.Second))
	_, _ = io.WriteString(p.In, text+"\n")
	_ = p.In.Close()
}

func (p *process) read(b []byte, timeout time.Duration) (int, error) {
	_ = p.Out.SetReadDeadline(time.Now().Add(timeout))
	n, err := p.Out.Read(b)
	switch {
	case err == nil || errors.Is(err, io.EOF):
		return n, err
	case errors.Is(err, os.ErrDeadlineExceeded):
		return n, synth.ErrHung
	default:
		return n, fmt.Errorf("%w: %v", synth.ErrEngine, err)
	}
}

// kill ends it at once, however it feels; it does not wait. Any goroutine.
func (p *process) kill() {
	p.Kill()
	_ = p.In.Close()
	_ = p.Out.Close()
}

// wait returns how it ended, or an error when it does not end.
func (p *process) wait(timeout time.Duration) error {
	if !p.WaitFor(timeout) {
		return synth.ErrHung
	}
	return p.Err()
}
