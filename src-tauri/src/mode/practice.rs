//! Practice: the local Globus runs inside the app, on the loopback address, with a journal and tokens of its own. Its
//! tokens live in memory and are only ever sent to it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use globus::Globus;
use globus::auth::MemoryTokenStore;
use globus::config::ServiceUrls;
use globus::ids::ClientId;
use practice::{Options, Practice};
use sharing::drives::NoMounts;
use sharing::model::Session;
use sharing::ports::{Browser, Clock};
use sharing::{Computer, Error, Parts, Result, Sharing};
use url::Url;

use super::{client_config, journal_file};
use crate::commands::session::Notice;
use crate::outside::Outside;

/// The practice person who is signed in without a page.
const PERSON: &str = "nora.whitfield@northfield.example";

/// Practice mode.
pub struct PracticeMode {
    /// The use cases, pointed at the local Globus.
    pub sharing: Sharing,
    /// The pretend web app.
    pub web_app: Url,
    /// None once it was stopped.
    server: Mutex<Option<Practice>>,
}

impl PracticeMode {
    /// Starts the local Globus and opens practice's own journal.
    pub async fn begin(outside: &Outside, clock: Arc<dyn Clock>) -> Result<(Self, Vec<Notice>)> {
        let mut notices = Vec::new();
        let (server, folder) = match start(outside.data.practice()).await {
            Err(practice::Error::NewerData { .. }) => {
                // Left as it is for the newer version; this one begins beside it.
                notices.push(Notice::PracticeDataNewer {
                    folder: outside.data.practice().display().to_string(),
                });
                start(outside.data.practice_of_this_version()).await
            }
            started => started,
        }
        .map_err(Error::unexpected)?;
        let urls = server.urls();
        let urls = ServiceUrls {
            auth: address(&urls.auth)?,
            transfer: address(&urls.transfer)?,
            groups: address(&urls.groups)?,
            web_app: address(&urls.web)?,
        };
        let (journal, notice) = journal_file::open(&folder).await?;
        notices.extend(notice);
        let web_app = urls.web_app.clone();
        // Practice's servers speak TLS with an authority of its own, which speaks for this computer alone.
        let authority = std::fs::read_to_string(server.ca()).map_err(Error::unexpected)?;
        let client_id = ClientId::new(server.client_id().to_string());
        let config = client_config(urls, client_id, Some(authority));
        let globus = Globus::new(config, Arc::new(MemoryTokenStore::new()))?;
        let sharing = Sharing::new(Parts {
            globus,
            journal,
            clock,
            browser: Arc::new(FollowRedirects),
            computer: Computer {
                // Real drives are on no pretend storage; the institution's other rules can be practised.
                mounts: Arc::new(NoMounts),
                policy: outside
                    .environment
                    .policy_files(outside.home.as_deref())
                    .without_places(),
                ..outside.computer(Some(server.personal_config_dir().to_owned()))
            },
        });
        Ok((
            Self {
                sharing,
                web_app,
                server: Mutex::new(Some(server)),
            },
            notices,
        ))
    }

    /// Who is signed in. Nothing is kept: the next start signs in anew.
    pub fn session(&self) -> Option<Session> {
        self.sharing.session().map(|session| Session {
            remembered: false,
            ..session
        })
    }

    /// Where the sample files are, for the folder dialog.
    pub fn sample_folder(&self) -> Option<PathBuf> {
        self.server()
            .as_ref()
            .map(|server| server.sample_root().to_owned())
    }

    /// Makes the pretend computer's collection cover these folders (for a file, its folder), so that real folders can
    /// be tried. Nothing about the folders leaves this computer. Blocks.
    pub fn cover(&self, paths: &[String]) {
        let server = self.server();
        let Some(server) = server.as_ref() else { return };
        for path in paths.iter().map(Path::new).filter(|path| path.is_absolute()) {
            let folder = if path.is_dir() {
                Some(path)
            } else {
                path.parent().filter(|_| path.is_file())
            };
            if let Some(folder) = folder
                && let Err(error) = server.allow_folder(folder)
            {
                tracing::warn!(%error, "practice can't cover a folder");
            }
        }
    }

    /// Stops the local Globus. What was done in it is there at the next start.
    pub async fn end(&self) {
        let server = self.server().take();
        if let Some(server) = server {
            server.shutdown().await;
        }
    }

    fn server(&self) -> MutexGuard<'_, Option<Practice>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn start(folder: PathBuf) -> Result<(Practice, PathBuf), practice::Error> {
    let options = Options {
        auto_approve: Some(PERSON.to_owned()),
        ..Options::in_folder(folder.clone())
    };
    Ok((Practice::start(options).await?, folder))
}

fn address(text: &str) -> Result<Url> {
    Url::parse(text).map_err(Error::unexpected)
}

/// Stands in for the browser: practice signs its person in at once and sends back to the waiting port, so following
/// the redirects is all there is to do.
struct FollowRedirects;

#[async_trait]
impl Browser for FollowRedirects {
    async fn open(&self, url: &str) -> bool {
        let client = match reqwest::Client::builder().no_proxy().build() {
            Ok(client) => client,
            Err(error) => {
                tracing::error!(%error, "practice can't be signed in to");
                return false;
            }
        };
        let url = url.to_owned();
        // In a task of its own: the answer comes to a port that is listened on only after this returns.
        tokio::spawn(async move {
            if let Err(error) = client.get(url).send().await {
                tracing::error!(error = %error.without_url(), "practice's sign-in page did not answer");
            }
        });
        true
    }
}
