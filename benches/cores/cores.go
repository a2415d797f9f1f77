// The same work as cores.js, in Go. Prints "name<TAB>value" a line.
package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
	"time"
)

const repeats = 3
const buffered = 1024
const megabyte = 1 << 20

func wanted(name string) bool {
	return len(os.Args) < 2 || strings.Contains(name, os.Args[1])
}

func measure(name string, n int, body func(n int)) {
	if !wanted(name) {
		return
	}
	body((n + 9) / 10)
	best := math.Inf(1)
	for i := 0; i < repeats; i++ {
		start := time.Now()
		body(n)
		if ns := float64(time.Since(start).Nanoseconds()) / float64(n); ns < best {
			best = ns
		}
	}
	fmt.Printf("%s\t%.1f\n", name, best)
}

type job struct {
	id   int
	name string
	done bool
	size float64
}

func small(i int) *job { return &job{i, "a job", false, float64(i) * 0.5} }

func number(i int) int { return i }

func roundTrip[T any](create func(i int) T) func(n int) {
	return func(n int) {
		ping, pong := make(chan T), make(chan T)
		go func() {
			for value := range ping {
				pong <- value
			}
		}()
		for i := 0; i < n; i++ {
			ping <- create(i)
			<-pong
		}
		close(ping)
	}
}

func stream[T any](create func(i int) T, capacity int) func(n int) {
	return func(n int) {
		channel, count := make(chan T, capacity), make(chan int)
		go func() {
			got := 0
			for range channel {
				got++
			}
			count <- got
		}()
		for i := 0; i < n; i++ {
			channel <- create(i)
		}
		close(channel)
		if <-count != n {
			panic("messages were lost")
		}
	}
}

func calls(n int) {
	for i := 0; i < n; i++ {
		result := make(chan int)
		go func() { result <- i + 1 }()
		<-result
	}
}

func callsAtOnce(n int) {
	result := make(chan int, n)
	for i := 0; i < n; i++ {
		go func() { result <- i + 1 }()
	}
	for i := 0; i < n; i++ {
		<-result
	}
}

func mandelbrot(part, parts int) int {
	const size = 400
	inside := 0
	for y := part; y < size; y += parts {
		for x := 0; x < size; x++ {
			cr, ci := float64(3*x)/size-2.25, float64(3*y)/size-1.5
			re, im, i := 0.0, 0.0, 0
			for ; i < 200 && re*re+im*im < 4; i++ {
				re, im = re*re-im*im+cr, 2*re*im+ci
			}
			if i == 200 {
				inside++
			}
		}
	}
	return inside
}

func matrix(part, parts int) int {
	const size = 240
	a, b := make([]float64, size*size), make([]float64, size*size)
	for i := range a {
		a[i], b[i] = float64(i%7), float64(i%5)
	}
	sum := 0.0
	for y := part; y < size; y += parts {
		for x := 0; x < size; x++ {
			cell := 0.0
			for k := 0; k < size; k++ {
				cell += a[y*size+k] * b[k*size+x]
			}
			sum += cell
		}
	}
	return int(sum)
}

var syllables = []string{"ka", "lo", "mi", "ne", "ru", "so", "ta", "vi"}

func wordCount(part, parts int) int {
	counts := map[string]int{}
	state := int32(12345 + part)
	var line strings.Builder
	for i := part; i < 240_000; i += parts {
		state = int32(uint32(state*1103515245+12345) >> 1)
		line.WriteString(syllables[state&7] + syllables[(state>>5)&7] + syllables[(state>>10)&7] + " ")
		if line.Len() < 500 {
			continue
		}
		for _, word := range strings.Split(line.String(), " ") {
			counts[word]++
		}
		line.Reset()
	}
	return len(counts)
}

func spin(turns int) int32 {
	x := int32(1)
	for i := 0; i < turns; i++ {
		x = x*1664525 + 1013904223
	}
	return x
}

// Runs pieces at once, each a goroutine; gives how long that took.
func timed[T any](works ...func() T) float64 {
	start := time.Now()
	results := make(chan T, len(works))
	for _, work := range works {
		go func() { results <- work() }()
	}
	for range works {
		<-results
	}
	return float64(time.Since(start).Nanoseconds())
}

func speedUp(name string, work func(part, parts int) int) {
	if !wanted(name) {
		return
	}
	one := func() int { return work(0, 1) }
	best := 0.0
	for i := 0; i < repeats; i++ {
		two := []func() int{func() int { return work(0, 2) }, func() int { return work(1, 2) }}
		best = math.Max(best, timed(one)/timed(two...))
	}
	fmt.Printf("%s\t%.3f\n", name, best)
}

func balance(name string) {
	if !wanted(name) {
		return
	}
	var works []func() int32
	for i := 0; i < 200; i++ {
		turns := 100_000
		if i%25 == 7 {
			turns = 10_000_000
		}
		works = append(works, func() int32 { return spin(turns) })
	}
	one := func() int32 {
		last := int32(0)
		for _, work := range works {
			last += work()
		}
		return last
	}
	best := 0.0
	for i := 0; i < repeats; i++ {
		best = math.Max(best, timed(one)/timed(works...))
	}
	fmt.Printf("%s\t%.3f\n", name, best)
}

func main() {
	runtime.GOMAXPROCS(2)
	text, buffer := strings.Repeat("x", 1024), make([]byte, megabyte)
	measure("int round trip", 20_000, roundTrip(number))
	measure("object round trip", 20_000, roundTrip(small))
	measure("int one way", 300_000, stream(number, buffered))
	measure("object one way", 100_000, stream(small, buffered))
	measure("1 KiB string one way", 100_000, stream(func(int) string { return text }, buffered))
	measure("1 MiB buffer, copied", 500, stream(func(int) []byte { return append([]byte(nil), buffer...) }, 4))
	measure("1 MiB buffer, moved", 1_000, stream(func(int) []byte { return make([]byte, megabyte) }, 4))
	measure("function on another core", 10_000, calls)
	measure("10,000 functions at once", 10_000, callsAtOnce)
	speedUp("Mandelbrot, speed-up", mandelbrot)
	speedUp("matrix, speed-up", matrix)
	speedUp("word count, speed-up", wordCount)
	balance("lengths that vary, speed-up")
}
