//! The web server of `hz:http`, asked over real connections. The program is http/server.js.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A server that runs while this lives.
struct Server {
    child: Child,
    output: BufReader<ChildStdout>,
    errors: ChildStderr,
    address: String,
}

impl Server {
    fn start() -> Server {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http/server.js");
        let mut child = Command::new(env!("CARGO_BIN_EXE_hzrun"))
            .arg(program)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("hzrun starts");
        let mut output = BufReader::new(child.stdout.take().expect("stdout is piped"));
        let errors = child.stderr.take().expect("stderr is piped");
        let mut line = String::new();
        output.read_line(&mut line).expect("the server says where it listens");
        let address = line.trim().strip_prefix("listening on http://").expect("a line of that form");
        let address = address.trim_end_matches('/').to_owned();
        Server { child, output, errors, address }
    }

    /// Sends a request on a connection of its own; gives all that comes back.
    fn ask(&self, head: &str, body: &[u8]) -> String {
        let mut connection = TcpStream::connect(&self.address).expect("the server takes connections");
        connection.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout can be set");
        let head = format!(
            "{head} HTTP/1.1\r\nhost: test\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        connection.write_all(head.as_bytes()).expect("the head is sent");
        // A server that refuses the body may close before it is all sent.
        let _ = connection.write_all(body);
        let mut answer = Vec::new();
        let _ = connection.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Stops the server as Ctrl-C would; gives exit code and the rest of stdout and stderr.
    fn stop(mut self) -> (Option<i32>, String, String) {
        let stopped = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        assert!(stopped.expect("kill starts").success());
        let (mut output, mut errors) = (String::new(), String::new());
        self.output.read_to_string(&mut output).expect("stdout is text");
        self.errors.read_to_string(&mut errors).expect("stderr is text");
        let status = self.child.wait().expect("the server ends");
        (status.code(), output, errors)
    }
}

#[test]
fn requests_are_answered_and_errors_stay_with_their_request() {
    let server = Server::start();
    let answer = server.ask("GET /", b"");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(
        answer.contains("content-type: application/json\r\n") && answer.contains("\"hello\":\"world\""),
        "{answer}"
    );

    assert!(server.ask("GET /fail", b"").starts_with("HTTP/1.1 500 "));
    assert!(server.ask("GET /nonsense", b"").starts_with("HTTP/1.1 500 "));
    assert!(server.ask("GET /nothing", b"").starts_with("HTTP/1.1 404 "));
    assert!(server.ask("POST /echo", b"{\"a\":[1]}").ends_with("{\"got\":{\"a\":[1]}}"));
    assert!(server.ask("POST /echo", b"not json").starts_with("HTTP/1.1 500 "));
    assert!(server.ask("HEAD /", b"").ends_with("\r\n\r\n"));
    assert!(server.ask("nonsense", b"").starts_with("HTTP/1.1 400 "));

    let stream = server.ask("GET /count?n=2", b"");
    assert!(stream.contains("transfer-encoding: chunked") && stream.contains("done"), "{stream}");

    let (code, output, errors) = server.stop();
    assert_eq!((code, output.as_str()), (Some(0), "closing\ntrue\n"), "{errors}");
    assert!(errors.contains("GET /fail: Error: this handler fails"), "{errors}");
    assert!(errors.contains("GET /nonsense: TypeError: the handler must give a Response"), "{errors}");
}

#[test]
fn a_body_over_the_limit_is_refused() {
    let server = Server::start();
    let large = vec![b' '; 17 * 1024 * 1024];
    let answer = server.ask("POST /size", &large);
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(server.ask("GET /", b"").starts_with("HTTP/1.1 200 "));
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn computing_and_waiting_hold_up_nobody() {
    let server = Server::start();
    server.ask("GET /", b"");
    thread::scope(|scope| {
        let hog = scope.spawn(|| server.ask("GET /primes?n=30000000", b""));
        let sleeper = scope.spawn(|| server.ask("GET /sleep?n=300", b""));
        thread::sleep(Duration::from_millis(50));
        let started = Instant::now();
        let answer = server.ask("GET /", b"");
        let waited = started.elapsed();
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        assert!(!hog.is_finished(), "the computation was too short to tell anything");
        // A slice is 10 ms; the rest is for a busy machine.
        assert!(waited < Duration::from_millis(500), "answered after {waited:?}");
        assert!(sleeper.join().expect("no panic").ends_with("slept 300 ms\n"));
        assert!(hog.join().expect("no panic").contains("\"primes\":1857859"));
    });
    assert_eq!(server.stop().0, Some(0));
}
