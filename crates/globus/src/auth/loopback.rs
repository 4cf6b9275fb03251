//! Waits for the browser to come back: a listener on this computer's own address, for one answer, for a
//! limited time.

use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::AuthorizationAnswer;
use crate::error::{Error, Result};

/// Browsers open connections on suspicion and leave them idle.
const CONNECTION_TIME: Duration = Duration::from_secs(30);
const HEADER_TIME: Duration = Duration::from_secs(10);

const DONE_PAGE: &str = include_str!("loopback/done.html");
const REFUSED_PAGE: &str = include_str!("loopback/refused.html");

type Answer = Result<AuthorizationAnswer>;

/// A free port on 127.0.0.1. Dropping it closes the port.
#[derive(Debug)]
pub struct LoopbackListener {
    listener: TcpListener,
    redirect_uri: String,
}

impl LoopbackListener {
    /// Takes a free port.
    pub async fn bind() -> Result<Self> {
        let failed = |error: std::io::Error| Error::Listener {
            detail: error.to_string(),
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        // No path and no slash at the end, as the official clients write it.
        Ok(Self {
            listener,
            redirect_uri: format!("http://127.0.0.1:{port}"),
        })
    }

    /// Where the browser is to be sent.
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// Waits for the answer that carries `state`. Everything else that knocks (icons, other pages, an older
    /// sign-in) is turned away. Dropping the future cancels the wait.
    pub async fn wait(self, state: &str, limit: Duration) -> Answer {
        timeout(limit, self.first_answer(state))
            .await
            .unwrap_or(Err(Error::SignInTimedOut))
    }

    async fn first_answer(self, state: &str) -> Answer {
        let state: Arc<str> = state.into();
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        connections.spawn(serve(stream, Arc::clone(&state)));
                    }
                    // A visitor who left before being let in.
                    Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
                    Err(error) => return Err(Error::Listener { detail: error.to_string() }),
                },
                Some(finished) = connections.join_next() => {
                    if let Ok(Some(answer)) = finished {
                        return answer;
                    }
                }
            }
        }
    }
}

/// Serves one connection to its end, so that the person sees the page before the port closes.
async fn serve(stream: TcpStream, state: Arc<str>) -> Option<Answer> {
    let answer = Mutex::new(None);
    let service = service_fn(|request: Request<Incoming>| {
        let response = match read_answer(&request, &state) {
            Some(read) => {
                let page = if read.is_ok() { DONE_PAGE } else { REFUSED_PAGE };
                if let Ok(mut answer) = answer.lock() {
                    *answer = Some(read);
                }
                respond(StatusCode::OK, page)
            }
            None => respond(StatusCode::NOT_FOUND, ""),
        };
        std::future::ready(response)
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .keep_alive(false)
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .serve_connection(TokioIo::new(stream), service);
    // A connection that breaks is no answer, and no reason to stop waiting for one.
    if let Ok(Err(error)) = timeout(CONNECTION_TIME, connection).await {
        tracing::debug!(%error, "a connection to the sign-in listener broke");
    }
    answer.into_inner().ok().flatten()
}

fn read_answer(request: &Request<Incoming>, expected_state: &str) -> Option<Answer> {
    if request.method() != Method::GET {
        return None;
    }
    let query = request.uri().query()?;
    let get = |name: &str| {
        let value = url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name);
        value
            .map(|(_, value)| value.into_owned())
            .filter(|value| !value.is_empty())
    };
    let state = get("state").filter(|state| state == expected_state)?;
    if let Some(code) = get("code") {
        return Some(Ok(AuthorizationAnswer {
            code: code.into(),
            state: Some(state),
        }));
    }
    Some(Err(Error::Auth {
        code: get("error")?,
        description: get("error_description"),
    }))
}

fn respond(status: StatusCode, page: &'static str) -> Result<Response<String>, hyper::http::Error> {
    Response::builder()
        .status(status)
        .header(CONTENT_TYPE, "text/html; charset=utf-8")
        .header(CACHE_CONTROL, "no-store")
        .header(REFERRER_POLICY, "no-referrer")
        .header(
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'",
        )
        .body(page.to_owned())
}
