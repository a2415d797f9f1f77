//! Native half of `hz:http`: an HTTP/1.1 server on hyper.
//!
//! ```text
//!  socket ─ hyper ─▶ exchange ─▶ queue of the server ─ httpAccept ─▶ a green thread for each request
//!                       ◀─────────── answer ◀──────── httpRespond / httpStream + httpWrite
//! ```
//!
//! A server is a resource; any isolate may accept from it. So is an exchange (a request and the answer to it), from
//! its arrival until it is answered. Bounds: connections at once, requests waiting to be accepted, size of a body,
//! size of the head, chunks of an answer that the client has not taken. Where one is reached, the client waits.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Empty, Full, LengthLimitError, Limited, StreamBody};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex as AsyncMutex, Semaphore, mpsc, oneshot, watch};

use super::{Call, Op, OpError, OpResult, Value, Work, work};
use crate::isolate::Process;

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![
        Op::asynchronous("httpListen", listen),
        Op::asynchronous("httpAccept", accept),
        Op::asynchronous("httpReadBody", read_body),
        Op::sync("httpRespond", respond),
        Op::sync("httpStream", stream),
        Op::asynchronous("httpWrite", write),
        Op::asynchronous("httpShutdown", shutdown),
    ]
}

/// Requests that one `httpAccept` gives at most; the rest wait for the next.
const BATCH: usize = 64;
/// Chunks of an answer that wait for a slow client.
const CHUNKS_AHEAD: usize = 4;
/// Time that a client has to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

type AnswerBody = BoxBody<Bytes, Infallible>;
type Answer = Response<AnswerBody>;
/// A part of a streamed answer, in the form that hyper takes.
type Chunk = Result<Frame<Bytes>, Infallible>;

struct Server {
    requests: AsyncMutex<mpsc::Receiver<Arrived>>,
    /// True from the moment when no more connections are taken.
    closing: watch::Sender<bool>,
    /// One permit for each connection that may be open.
    connections: Arc<Semaphore>,
    max_connections: usize,
}

/// A request on its way to JavaScript.
struct Arrived {
    head: hyper::http::request::Parts,
    body: Option<Incoming>,
    peer: SocketAddr,
    answer: oneshot::Sender<Answer>,
}

/// A request that JavaScript works on.
struct Exchange {
    body: AsyncMutex<Option<Limited<Incoming>>>,
    answer: Mutex<Option<oneshot::Sender<Answer>>>,
    chunks: Mutex<Option<mpsc::Sender<Chunk>>>,
}

/// `httpListen(op, hostname, port, maxConnections, maxWaiting)` gives `[server, address, port]`.
fn listen(call: &mut Call) -> Result<Work, OpError> {
    let (hostname, port): (String, u16) = (call.arg(0)?, call.arg(1)?);
    let (max_connections, max_waiting): (usize, usize) = (call.arg(2)?, call.arg(3)?);
    let process = call.process().clone();
    Ok(work(async move {
        let target = format!("{hostname}:{port}");
        let bound = TcpListener::bind((hostname.as_str(), port)).await;
        let listener = bound.map_err(|error| OpError::io(&error, "listen", Some(&target)))?;
        let address = listener.local_addr().map_err(|error| OpError::io(&error, "listen", Some(&target)))?;
        let (sender, receiver) = mpsc::channel(max_waiting);
        let connections = Arc::new(Semaphore::new(max_connections));
        let server = Server {
            requests: AsyncMutex::new(receiver),
            closing: watch::Sender::new(false),
            connections: connections.clone(),
            max_connections,
        };
        let closing = server.closing.subscribe();
        let id = process.resources.add(server);
        tokio::spawn(take_connections(listener, sender, connections, closing));
        Ok(Value::Array(vec![id.into(), address.ip().to_string().into(), address.port().into()]))
    }))
}

async fn take_connections(
    listener: TcpListener,
    requests: mpsc::Sender<Arrived>,
    connections: Arc<Semaphore>,
    mut closing: watch::Receiver<bool>,
) {
    /// Pause after an error that a connection's end can cure, such as too many open files.
    const RETRY: Duration = Duration::from_millis(50);
    loop {
        let Ok(permit) = connections.clone().acquire_owned().await else { return };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = closing.wait_for(|closing| *closing) => return,
        };
        match accepted {
            Ok((socket, peer)) => {
                let (requests, closing) = (requests.clone(), closing.clone());
                tokio::spawn(async move {
                    serve_connection(socket, peer, requests, closing).await;
                    drop(permit);
                });
            }
            Err(_) => tokio::time::sleep(RETRY).await,
        }
    }
}

async fn serve_connection(
    socket: TcpStream,
    peer: SocketAddr,
    requests: mpsc::Sender<Arrived>,
    mut closing: watch::Receiver<bool>,
) {
    // Answers are written whole; waiting to join small ones would only delay them.
    let _ = socket.set_nodelay(true);
    let service = service_fn(|request| hand_over(request, peer, requests.clone()));
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(socket), service);
    let mut connection = std::pin::pin!(connection);
    // What goes wrong on a connection (the client left, or does not speak HTTP) ends it and concerns nobody else.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = closing.wait_for(|closing| *closing) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

async fn hand_over(
    request: Request<Incoming>,
    peer: SocketAddr,
    requests: mpsc::Sender<Arrived>,
) -> Result<Answer, Infallible> {
    let (head, body) = request.into_parts();
    let body = (!body.is_end_stream()).then_some(body);
    let (sender, answer) = oneshot::channel();
    let unavailable = || plain(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable\n");
    if requests.send(Arrived { head, body, peer, answer: sender }).await.is_err() {
        return Ok(unavailable());
    }
    Ok(answer.await.unwrap_or_else(|_| unavailable()))
}

fn plain(status: StatusCode, text: &'static str) -> Answer {
    let mut response = Response::new(Full::new(Bytes::from_static(text.as_bytes())).boxed());
    *response.status_mut() = status;
    response
}

/// `httpAccept(op, server, maxBodyBytes)` gives requests, at least one: arrays of
/// `[exchange, method, target, headers, hasBody, peer]`, headers flat as name and value. Null: the server is closed.
fn accept(call: &mut Call) -> Result<Work, OpError> {
    let (id, max_body): (u32, usize) = (call.arg(0)?, call.arg(1)?);
    let server = call.process().resources.get::<Server>(id)?;
    let process = call.process().clone();
    Ok(work(async move {
        let mut batch = Vec::new();
        // The senders are the listener and the connections, so the queue ends when the last of them does.
        server.requests.lock().await.recv_many(&mut batch, BATCH).await;
        if batch.is_empty() {
            return Ok(Value::Null);
        }
        Ok(batch.into_iter().map(|arrived| arrived.into_value(&process, max_body)).collect::<Vec<_>>().into())
    }))
}

impl Arrived {
    fn into_value(self, process: &Process, max_body: usize) -> Value {
        let Arrived { head, body, peer, answer } = self;
        let has_body = body.is_some();
        let mut headers = Vec::with_capacity(head.headers.len() * 2);
        for (name, value) in &head.headers {
            headers.push(Value::from(name.as_str()));
            // The bytes of a value are characters up to U+00FF, as the Fetch standard reads them.
            headers.push(value.as_bytes().iter().copied().map(char::from).collect::<String>().into());
        }
        let exchange = process.resources.add(Exchange {
            body: AsyncMutex::new(body.map(|body| Limited::new(body, max_body))),
            answer: Mutex::new(Some(answer)),
            chunks: Mutex::new(None),
        });
        Value::Array(vec![
            exchange.into(),
            head.method.as_str().into(),
            head.uri.to_string().into(),
            headers.into(),
            has_body.into(),
            peer.to_string().into(),
        ])
    }
}

/// `httpReadBody(op, exchange)` gives the next bytes of a request's body, null at its end.
fn read_body(call: &mut Call) -> Result<Work, OpError> {
    let id: u32 = call.arg(0)?;
    let exchange = call.process().resources.get::<Exchange>(id)?;
    Ok(work(async move {
        let mut body = exchange.body.lock().await;
        let Some(incoming) = body.as_mut() else { return Ok(Value::Null) };
        loop {
            match incoming.frame().await {
                None => {
                    *body = None;
                    return Ok(Value::Null);
                }
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        return Ok(Value::Bytes(bytes.into()));
                    }
                }
                Some(Err(error)) => {
                    *body = None;
                    return Err(body_error(error.as_ref()));
                }
            }
        }
    }))
}

fn body_error(error: &(dyn std::error::Error + Send + Sync + 'static)) -> OpError {
    if error.is::<LengthLimitError>() {
        return OpError::range_error("the request's body is larger than maxBodyBytes")
            .with_code("ERR_BODY_TOO_LARGE");
    }
    OpError::new("Error", format!("the request's body could not be read: {error}")).with_code("ECONNRESET")
}

/// Status and headers (flat, as name and value) of an answer.
fn head_of(call: &mut Call, status: usize, headers: usize) -> Result<(StatusCode, HeaderMap), OpError> {
    let (status, headers): (u16, Vec<String>) = (call.arg(status)?, call.arg(headers)?);
    let status = StatusCode::from_u16(status)
        .map_err(|_| OpError::range_error(format!("expected a status from 100 to 999, got {status}")))?;
    let mut map = HeaderMap::with_capacity(headers.len() / 2);
    for pair in headers.chunks_exact(2) {
        let bad =
            || OpError::type_error(format!("{:?} cannot be a header with the value {:?}", pair[0], pair[1]));
        let name = HeaderName::from_bytes(pair[0].as_bytes()).map_err(|_| bad())?;
        // Characters up to U+00FF are bytes on the wire.
        let bytes: Option<Vec<u8>> = pair[1].chars().map(|char| u8::try_from(char).ok()).collect();
        let value = bytes.and_then(|bytes| HeaderValue::from_bytes(&bytes).ok()).ok_or_else(bad)?;
        map.append(name, value);
    }
    Ok((status, map))
}

/// Ends an exchange with its answer; false when the client has gone.
fn send(
    call: &Call,
    id: u32,
    status: StatusCode,
    headers: HeaderMap,
    body: AnswerBody,
) -> Result<bool, OpError> {
    let exchange = call.process().resources.get::<Exchange>(id)?;
    let sender = exchange.answer.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(sender) = sender else {
        return Err(OpError::new("Error", "this request has been answered already"));
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(sender.send(response).is_ok())
}

/// `httpRespond(exchange, status, headers, body)` answers a request with text, bytes or (null) nothing; the exchange
/// is over.
fn respond(call: &mut Call) -> OpResult {
    let id: u32 = call.arg(0)?;
    let (status, headers) = head_of(call, 1, 2)?;
    let body = match call.arg::<Value>(3)? {
        Value::String(text) => Full::new(Bytes::from(text)).boxed(),
        Value::Bytes(bytes) => Full::new(Bytes::from(bytes)).boxed(),
        _ => Empty::new().boxed(),
    };
    let sent = send(call, id, status, headers, body)?;
    call.process().resources.remove(id);
    Ok(sent.into())
}

/// `httpStream(exchange, status, headers)` begins an answer whose body follows by `httpWrite`.
fn stream(call: &mut Call) -> OpResult {
    let id: u32 = call.arg(0)?;
    let (status, headers) = head_of(call, 1, 2)?;
    let (sender, receiver) = mpsc::channel(CHUNKS_AHEAD);
    let frames = ReceiverFrames(Mutex::new(receiver));
    let exchange = call.process().resources.get::<Exchange>(id)?;
    *exchange.chunks.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
    Ok(send(call, id, status, headers, BodyExt::boxed(StreamBody::new(frames)))?.into())
}

/// The frames of a channel as a stream. A body is shared between threads, which a receiver in a lock can be.
struct ReceiverFrames(Mutex<mpsc::Receiver<Chunk>>);

impl futures_core::Stream for ReceiverFrames {
    type Item = Chunk;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).poll_recv(context)
    }
}

/// `httpWrite(op, exchange, chunk)` adds to a streamed answer, null ends it and the exchange. It waits while the client
/// is slower; false when the client has gone.
fn write(call: &mut Call) -> Result<Work, OpError> {
    let id: u32 = call.arg(0)?;
    let chunk: Option<Vec<u8>> = call.arg(1)?;
    let exchange = call.process().resources.get::<Exchange>(id)?;
    let sender = exchange.chunks.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if chunk.is_none() {
        exchange.chunks.lock().unwrap_or_else(PoisonError::into_inner).take();
        call.process().resources.remove(id);
    }
    Ok(work(async move {
        let Some(sender) = sender else { return Ok(false.into()) };
        match chunk {
            Some(chunk) => Ok(sender.send(Ok(Frame::data(Bytes::from(chunk)))).await.is_ok().into()),
            None => Ok((!sender.is_closed()).into()),
        }
    }))
}

/// `httpShutdown(op, server, timeoutMs)` takes no more connections, lets requests under way end, and waits for that, at
/// most `timeoutMs`. True when all ended in time.
fn shutdown(call: &mut Call) -> Result<Work, OpError> {
    let (id, timeout_ms): (u32, f64) = (call.arg(0)?, call.arg(1)?);
    let process = call.process().clone();
    let server = process.resources.get::<Server>(id)?;
    let timeout = Duration::try_from_secs_f64(timeout_ms / 1e3).unwrap_or(Duration::MAX);
    Ok(work(async move {
        server.closing.send_replace(true);
        let all = u32::try_from(server.max_connections).unwrap_or(u32::MAX);
        let drained = tokio::time::timeout(timeout, server.connections.clone().acquire_many_owned(all)).await;
        process.resources.remove(id);
        server.connections.close();
        Ok(drained.is_ok().into())
    }))
}
