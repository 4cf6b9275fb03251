//! A Globus on your own computer: Auth, Transfer, Groups, Connect Server managers and HTTPS data over loopback, with
//! real folders behind the collections.
//!
//! It stands in for the real service in the app's practice mode and in tests. It is written from the services'
//! contract, never from our client, so that it finds the client's mistakes.
//!
//! | rooms | what is in them |
//! | --- | --- |
//! | `server` | the two listeners, and what stands before every service: log, faults, limits, maintenance, certificates |
//! | `auth`, `transfer`, `groups`, `gcs`, `https` | the services, each with its own documents and its own way to refuse |
//! | `web`, `elsewhere` | pages for browsers; services that are only named |
//! | `rights`, `sign_in` | who may do what, and after which sign-in: the same for all services |
//! | `state`, `storage`, `snapshot` | documents in memory and in SQLite; from collection paths to files; going back |
//! | `seed`, `config`, `admin`, `clock` | what tests decide: the world, the switches, the levers, the time |
//! | `personal` | the pretend Globus Connect Personal of this computer |
//! | `params`, `wildcard`, `error`, `shared` | small things that all of them use |

mod admin;
mod auth;
mod clock;
mod config;
mod elsewhere;
mod error;
mod gcs;
mod groups;
mod https;
mod params;
mod personal;
mod rights;
mod seed;
mod server;
mod shared;
mod sign_in;
mod snapshot;
mod state;
mod storage;
mod transfer;
mod web;
mod wildcard;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

pub use config::{Config, Refusal};
pub use error::Error;
pub use seed::Seed;
pub use shared::Urls;

use shared::{App, Shared};
use state::State;

/// How a practice is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// A loopback address; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where practice keeps its state and its files.
    pub data_dir: PathBuf,
    /// What a new data folder is filled with.
    pub seed: Seed,
    /// Username or id of somebody who is signed in without a page, for tests.
    pub auto_approve: Option<String>,
    /// How practice answers where the real service is not documented.
    pub config: Config,
}

impl Options {
    /// The demo on a free port.
    pub fn in_folder(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data_dir: data_dir.into(),
            seed: Seed::default(),
            auto_approve: None,
            config: Config::default(),
        }
    }
}

/// An application with an identity of its own.
///
/// Its secret opens nothing but this practice.
#[derive(Clone, Deserialize, Serialize)]
pub struct ApplicationClient {
    /// Client id, and the id of its identity.
    pub id: Uuid,
    /// For the client-credentials grant.
    pub secret: String,
    /// What it is called.
    pub name: String,
}

/// A running practice. Dropping it stops the listeners.
pub struct Practice {
    app: App,
    stop: watch::Sender<bool>,
    servers: Vec<JoinHandle<()>>,
}

impl Practice {
    /// Opens or makes the data folder and begins to listen.
    pub async fn start(options: Options) -> Result<Self, Error> {
        let (listener, address) = server::listen(options.listen).await?;
        let (secure_listener, secure_address) = server::listen(SocketAddr::new(address.ip(), 0)).await?;
        let (app, tls) = tokio::task::spawn_blocking(move || {
            let app = open(options, address, secure_address)?;
            let tls = server::acceptor(&app.places, secure_address.ip())?;
            Ok::<_, Error>((app, tls))
        })
        .await
        .map_err(|_| Error::Seed("the data folder could not be prepared".into()))??;
        let (stop, stopped) = watch::channel(false);
        let plain = server::serve(listener, None, app.clone(), router(app.clone()), stopped.clone());
        let secure_router = secure_router(app.clone());
        let secure = server::serve(
            secure_listener,
            Some(tls),
            app.clone(),
            secure_router,
            stopped.clone(),
        );
        transfer::Engine::begin(&app, stopped);
        Ok(Self {
            app,
            stop,
            servers: vec![tokio::spawn(plain), tokio::spawn(secure)],
        })
    }

    /// Base URLs of the services.
    pub fn urls(&self) -> &Urls {
        &self.app.urls
    }

    /// The client id of a native app that every practice knows.
    pub fn client_id(&self) -> Uuid {
        seed::NATIVE_CLIENT
    }

    /// The applications of the seed.
    pub fn clients(&self) -> Vec<ApplicationClient> {
        self.app.state.read(|world| {
            world
                .clients
                .iter()
                .filter(|client| client.template.is_none())
                .filter_map(|client| {
                    let secret = client.secret.clone()?;
                    Some(ApplicationClient {
                        id: client.id,
                        secret,
                        name: client.name.clone(),
                    })
                })
                .collect()
        })
    }

    /// The certificate authority that signed for `gcs` and `https`: a file that clients are told to trust.
    pub fn ca(&self) -> &Path {
        &self.app.places.ca_file
    }

    /// The configuration folder of the pretend Globus Connect Personal.
    pub fn personal_config_dir(&self) -> &Path {
        &self.app.places.personal_config_dir
    }

    /// The sample tree that practice made.
    pub fn sample_root(&self) -> &Path {
        &self.app.places.sample_root
    }

    /// Lets the pretend computer see one more folder of the real one. Kept between runs.
    pub fn allow_folder(&self, folder: &Path) -> Result<(), Error> {
        personal::allow_folder(&self.app, folder).map(|_| ())
    }

    /// Stops listening and waits a moment for running answers.
    pub async fn shutdown(mut self) {
        let _ = self.stop.send(true);
        for server in self.servers.drain(..) {
            let _ = server.await;
        }
        self.app.tasks.ended().await;
    }
}

fn router(app: App) -> Router {
    Router::new()
        .nest("/auth", auth::routes())
        .nest("/transfer", transfer::routes())
        .nest("/groups", groups::routes())
        .nest("/admin", admin::routes())
        .merge(web::routes())
        .merge(elsewhere::routes())
        .with_state(app)
}

/// What the official clients only call over TLS.
fn secure_router(app: App) -> Router {
    Router::new()
        .nest("/gcs", gcs::routes())
        .nest("/data", https::routes())
        .with_state(app)
}

/// Everything before the first request: data folder, seed, sample files, pretend configuration.
fn open(options: Options, address: SocketAddr, secure_address: SocketAddr) -> Result<App, Error> {
    let data_dir = personal::prepare(&options.data_dir)?;
    let places = personal::places(&data_dir);
    snapshot::recover(&places)?;
    let state = State::open(&data_dir)?;
    seed::make_sample_tree(&places.sample_root)?;
    if !state.read(|world| world.notes.contains_key("seeded")) {
        let seed = options.seed.read()?;
        let now = jiff::Timestamp::now();
        state.edit::<_, Error>(|edit| {
            seed::apply(&seed, edit, &places, now)?;
            edit.note("seeded", clock::iso(now))
        })?;
    }
    state.edit(seed::upgrade)?;
    let auto_approve = match &options.auto_approve {
        Some(who) => Some(find_person(&state, who)?),
        None => None,
    };
    let urls = Urls::at(&format!("http://{address}"), &secure_base(secure_address));
    let app = Arc::new(Shared::new(state, options.config, urls, places, auto_approve));
    personal::write_config(&app)?;
    Ok(app)
}

/// The certificate's first name is `localhost`; other loopback addresses go by their number.
fn secure_base(address: SocketAddr) -> String {
    let (ip, port) = (address.ip(), address.port());
    if ip == Ipv4Addr::LOCALHOST || ip == Ipv6Addr::LOCALHOST {
        return format!("https://localhost:{port}");
    }
    format!("https://{address}")
}

fn find_person(state: &State, who: &str) -> Result<Uuid, Error> {
    let found = state.read(|world| {
        let by_name = world.identity_by_username(who);
        by_name
            .or_else(|| world.identities.get(&who.to_lowercase()))
            .map(|it| it.id)
    });
    found.ok_or_else(|| Error::UnknownPerson(who.to_owned()))
}
