//! The listener: every request passes the log and the faults before it reaches a service.

mod certificates;
mod faults;
mod gate;
mod manners;
mod request_log;

use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, Request, Response, StatusCode, header};
use futures::FutureExt;
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

pub(crate) use certificates::acceptor;
pub(crate) use faults::{Cut, Fault, Faults};
pub(crate) use gate::{Gate, Maintenance};
use manners::Refusal;
pub(crate) use request_log::{LoggedRequest, RequestLog};

use crate::Error;
use crate::auth::subject_of;
use crate::shared::App;

/// More than any document of these services.
const MAX_BODY: usize = 10 * 1024 * 1024;

/// Beyond this the connection is closed instead.
const MOST_DISCARDED: usize = 256 * 1024 * 1024;

/// How long a client may take to agree on a secret.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Ends a connection without an answer: hyper drops the socket when its service fails.
#[derive(Debug, thiserror::Error)]
#[error("a fault cut this connection")]
struct CutConnection;

/// Binds to a loopback address and to nothing else.
pub(crate) async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Error> {
    if !address.ip().is_loopback() {
        return Err(Error::NotLoopback(address));
    }
    let failed = |source| Error::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// Serves until `stop` changes, then lets running answers finish for a moment. Over TLS with an acceptor.
pub(crate) async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    app: App,
    router: Router,
    mut stop: watch::Receiver<bool>,
) {
    let open_connections = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.changed() => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Out of file handles, for instance: the others go on.
                tracing::warn!(%error, "could not accept a connection");
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let (app, router) = (app.clone(), router.clone());
        let service = service_fn(move |request| answer(app.clone(), router.clone(), request));
        let (tls, watcher) = (tls.clone(), open_connections.watcher());
        tokio::spawn(async move {
            let http = hyper::server::conn::http1::Builder::new();
            let ended = match tls {
                None => {
                    let connection = http.serve_connection(TokioIo::new(stream), service);
                    watcher.watch(connection).await
                }
                Some(tls) => match tokio::time::timeout(HANDSHAKE, tls.accept(stream)).await {
                    Ok(Ok(stream)) => {
                        let connection = http.serve_connection(TokioIo::new(stream), service);
                        watcher.watch(connection).await
                    }
                    Ok(Err(error)) => {
                        tracing::debug!(%error, "a client did not agree on TLS");
                        return;
                    }
                    Err(_) => return,
                },
            };
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(Duration::from_secs(2), open_connections.shutdown()).await;
}

async fn answer(
    app: App,
    router: Router,
    request: Request<Incoming>,
) -> Result<Response<Body>, CutConnection> {
    let (parts, body) = request.into_parts();
    let subject = subject_of(&app, &parts.headers);
    // Files may be larger than memory: they pass through, and the log says nothing about what is in them.
    let (body, logged) = if parts.uri.path().starts_with(crate::https::PREFIX) {
        (Body::new(body), Bytes::new())
    } else {
        let Ok(body) = Limited::new(body, MAX_BODY).collect().await else {
            let refusal = Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large");
            return Ok(refusal.answer(parts.uri.path()));
        };
        let body = body.to_bytes();
        (Body::from(body.clone()), body)
    };
    let mut entry = LoggedRequest::new(&parts, &logged, subject, app.now());
    let is_admin = parts.uri.path().starts_with("/admin");
    let delay = app.config().delay_ms;
    if delay > 0 && !is_admin {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    let fault = if is_admin {
        None
    } else {
        app.faults.take(&parts.method, parts.uri.path())
    };
    if let Some(wait) = fault.as_ref().and_then(|fault| fault.delay_ms) {
        tokio::time::sleep(Duration::from_millis(wait)).await;
    }
    if let Some(fault) = &fault {
        if fault.cut == Some(Cut::Before) {
            app.log.push(entry);
            return Err(CutConnection);
        }
        if let Some(response) = fault.response() {
            entry.status = Some(response.status().as_u16());
            app.log.push(entry);
            discard(&parts.headers, body).await;
            return Ok(response);
        }
    }
    let refused = app.gate.refuses(&app.config(), &parts);
    let response = match refused {
        Some(response) => {
            discard(&parts.headers, body).await;
            response
        }
        None => {
            let _in_use = if is_admin {
                None
            } else {
                Some(app.usage.read().await)
            };
            dispatch(router, Request::from_parts(parts, body)).await
        }
    };
    entry.status = Some(response.status().as_u16());
    if !is_admin {
        app.log.push(entry);
    }
    if fault.is_some_and(|fault| fault.cut == Some(Cut::AfterExecuting)) {
        return Err(CutConnection);
    }
    Ok(response)
}

/// Asks the service. Whatever happens there, an error has a body in the manners of the service.
async fn dispatch(router: Router, request: Request<Body>) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let answered = AssertUnwindSafe(router.oneshot(request)).catch_unwind().await;
    let response = match answered {
        Ok(Ok(response)) => response,
        Ok(Err(never)) => match never {},
        Err(_) => {
            let refusal = Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "Practice made a mistake");
            return refusal.answer(&path);
        }
    };
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if is_error && !response.headers().contains_key(header::CONTENT_TYPE) || is_plain_refusal(&response) {
        let title = status.canonical_reason().unwrap_or("Error");
        let mut answer = Refusal::new(status, title).answer(&path);
        let (parts, _) = response.into_parts();
        let says_more = |name: &HeaderName| ![header::CONTENT_TYPE, header::CONTENT_LENGTH].contains(name);
        // Such as the methods that a resource has, or the length of a file.
        for (name, value) in parts.headers.iter().filter(|(name, _)| says_more(name)) {
            answer.headers_mut().insert(name, value.clone());
        }
        return answer;
    }
    response
}

/// A refusal of the router itself, which only knows plain text.
fn is_plain_refusal(response: &Response<Body>) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    response.status().is_client_error() && kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

/// Reads the rest of a body that nobody wants, up to a limit: many clients look for an answer only after they have
/// sent everything. It costs no memory, so the limit is high.
pub(crate) async fn discard(headers: &HeaderMap, mut body: Body) {
    // This client waits to be told to go on. It won't be.
    if headers.contains_key(header::EXPECT) {
        return;
    }
    let mut left = MOST_DISCARDED;
    while let Some(Ok(frame)) = body.frame().await {
        let length = frame.data_ref().map_or(0, Bytes::len);
        if length > left {
            return;
        }
        left -= length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;

    async fn ask(path: &str) -> (StatusCode, serde_json::Value) {
        #[allow(clippy::panic)]
        async fn broken() {
            panic!("on purpose");
        }
        let router = Router::new().route("/groups/broken", get(broken));
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = dispatch(router, request).await;
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap())
    }

    #[tokio::test]
    async fn a_panic_and_an_unknown_path_have_documents_too() {
        let (status, body) = ask("/groups/broken").await;
        assert_eq!(
            (status.as_u16(), &body["code"]),
            (500, &"INTERNAL_SERVER_ERROR".into())
        );
        let (status, body) = ask("/nowhere").await;
        assert_eq!((status.as_u16(), &body["code"]), (404, &"NotFound".into()));
    }

    #[tokio::test]
    async fn a_document_takes_no_header_away() {
        let router = Router::new().route("/transfer/x", get(async || "x"));
        let request = Request::post("/transfer/x").body(Body::empty()).unwrap();
        let response = dispatch(router, request).await;
        assert_eq!(response.headers()[header::ALLOW], "GET,HEAD");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/json");
    }
}
