//! The listener: every request passes the log and the faults before it reaches a service.

mod faults;
mod request_log;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use axum::response::IntoResponse;
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceExt;

pub(crate) use faults::{Cut, Fault, Faults};
pub(crate) use request_log::{LoggedRequest, RequestLog};

use crate::Error;
use crate::auth::subject_of;
use crate::shared::App;

/// More than any document of these services.
const MAX_BODY: usize = 10 * 1024 * 1024;

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

/// Serves until `stop` changes, then lets running answers finish for a moment.
pub(crate) async fn serve(listener: TcpListener, app: App, router: Router, mut stop: watch::Receiver<bool>) {
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
        let connection =
            hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        let connection = open_connections.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
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
    let Ok(body) = Limited::new(body, MAX_BODY).collect().await else {
        return Ok((
            StatusCode::PAYLOAD_TOO_LARGE,
            [(header::CONTENT_TYPE, "application/json")],
            "{}",
        )
            .into_response());
    };
    let body = body.to_bytes();
    let subject = subject_of(&app, &parts.headers);
    let mut entry = LoggedRequest::new(&parts, &body, subject, app.now());
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
            return Ok(response);
        }
    }
    let request = Request::from_parts(parts, Body::from(body));
    let response = match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
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
