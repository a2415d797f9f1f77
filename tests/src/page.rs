//! A page in a browser without a window: serves a folder, and hands back what the page posts to `/done`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// The names under which Chromium and its relatives are installed; `HZ_BROWSER` comes first.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// A browser on this machine that can run without a window.
pub fn find_browser() -> Option<String> {
    let named = std::env::var("HZ_BROWSER").ok();
    let names = named.into_iter().chain(NAMES.map(String::from));
    names
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success()))
}

/// Opens `index.html` of a folder and waits for what it posts. With `isolated`, the page may share memory with workers.
pub fn open(browser: &str, folder: &Path, isolated: bool, limit: Duration) -> Result<String, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let (sender, posted) = channel();
    let folder = folder.to_path_buf();
    // It ends with the process: nothing else would wake it.
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            if let Some(text) = serve(stream, &folder, isolated) {
                let _ = sender.send(text);
            }
        }
    });
    let profile = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut child = Command::new(browser)
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-dev-shm-usage",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("http://{address}/index.html"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{browser} does not start: {error}"))?;
    let result = posted.recv_timeout(limit).map_err(|_| "the page did not come to its end".to_string());
    // It is done either way.
    let _ = child.kill();
    let _ = child.wait();
    result
}

/// Answers one request; gives the body of a `POST`.
fn serve(stream: TcpStream, folder: &Path, isolated: bool) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    reader.read_line(&mut request).ok()?;
    let mut length = 0;
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header).ok()? == 0 || header.trim().is_empty() {
            break;
        }
        let (name, value) = header.split_once(':')?;
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut parts = request.split_whitespace();
    let (method, target) = (parts.next()?, parts.next()?);
    let mut stream = reader.get_ref().try_clone().ok()?;
    if method == "POST" {
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        respond(&mut stream, "204 No Content", "text/plain", isolated, b"");
        return String::from_utf8(body).ok();
    }
    let name = target.trim_start_matches('/');
    match std::fs::read(folder.join(name)) {
        Ok(content) => respond(&mut stream, "200 OK", type_of(name), isolated, &content),
        Err(_) => respond(&mut stream, "404 Not Found", "text/plain", isolated, b""),
    }
    None
}

fn type_of(name: &str) -> &'static str {
    match Path::new(name).extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        _ => "text/javascript; charset=utf-8",
    }
}

/// A browser that has gone away needs no answer.
fn respond(stream: &mut TcpStream, status: &str, kind: &str, isolated: bool, body: &[u8]) {
    let shares = "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n",
        body.len(),
        if isolated { shares } else { "" }
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}
