//! The desktop's notifications (Desktop Notifications Specification, freedesktop.org).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use zbus::zvariant::OwnedValue;

use crate::desktop::Desktop;
use crate::wait;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// Why a notification goes: the person dismissed it.
const DISMISSED: u32 = 2;

/// A notification on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its number.
    pub id: u32,
    /// Who shows it.
    pub app: String,
    /// Its first line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// Keys of what can be done with it.
    pub actions: Vec<String>,
}

/// The service, until it is dropped.
#[derive(Debug)]
pub struct Notifications {
    bus: zbus::Connection,
    shown: Screen,
}

type Screen = Arc<Mutex<Vec<Shown>>>;

impl Notifications {
    /// Offers it on this desktop.
    pub async fn start(desktop: &Desktop) -> Result<Self> {
        let shown = Screen::default();
        let service = Service(Arc::clone(&shown));
        let bus = desktop.join_bus()?.serve_at(PATH, service)?.name(NAME)?;
        Ok(Self {
            bus: bus.build().await?,
            shown,
        })
    }

    /// All that were shown so far.
    pub fn shown(&self) -> Vec<Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits for one whose first line is this.
    pub async fn titled(&self, title: &str) -> Result<Shown> {
        let what = format!("a notification {title:?}");
        let found = wait::until(&what, || async {
            Ok(self.shown().into_iter().find(|shown| shown.title == title))
        });
        found
            .await
            .with_context(|| format!("there are {:?}", self.shown()))
    }

    /// The person clicks it.
    pub async fn click(&self, shown: &Shown) -> Result<()> {
        let chosen = (shown.id, "default");
        self.bus
            .emit_signal(None::<&str>, PATH, NAME, "ActionInvoked", &chosen)
            .await?;
        let gone = (shown.id, DISMISSED);
        self.bus
            .emit_signal(None::<&str>, PATH, NAME, "NotificationClosed", &gone)
            .await?;
        Ok(())
    }
}

struct Service(Screen);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Service {
    fn get_capabilities(&self) -> Vec<&str> {
        vec!["body", "actions"]
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("window tests", "Guestlist", "1", "1.2")
    }

    #[expect(clippy::too_many_arguments, reason = "the specification has as many")]
    fn notify(
        &self,
        app_name: String,
        _replaces_id: u32,
        _app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let id = u32::try_from(all.len() + 1).unwrap_or(u32::MAX);
        all.push(Shown {
            id,
            app: app_name,
            title: summary,
            body,
            // Keys and words take turns.
            actions: actions.into_iter().step_by(2).collect(),
        });
        id
    }

    fn close_notification(&self, _id: u32) {}
}
