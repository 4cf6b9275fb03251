//! The desktop's tray: where programs put an icon with a menu (StatusNotifierItem and `com.canonical.dbusmenu`).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use crate::desktop::Desktop;
use crate::wait;

const NAME: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// The tray, until it is dropped.
#[derive(Debug)]
pub struct Tray {
    bus: zbus::Connection,
    icons: Icons,
}

/// An icon: the program on the bus, and its object.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Icon {
    owner: String,
    path: String,
}

type Icons = Arc<Mutex<Vec<Icon>>>;

/// A line of a menu: number, properties, lines below.
type Line = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl Tray {
    /// Puts it on this desktop.
    pub async fn start(desktop: &Desktop) -> Result<Self> {
        let icons = Icons::default();
        let service = Service(Arc::clone(&icons));
        let bus = desktop.join_bus()?.serve_at(PATH, service)?.name(NAME)?;
        Ok(Self {
            bus: bus.build().await?,
            icons,
        })
    }

    /// What the menu of the newest icon says, line by line; waits for an icon with a menu.
    pub async fn menu(&self) -> Result<Vec<String>> {
        let lines = wait::until("an icon with a menu in the tray", || async {
            let lines = self.lines().await?;
            Ok((!lines.is_empty()).then_some(lines))
        });
        Ok(lines.await?.into_iter().map(|(_, label)| label).collect())
    }

    /// Chooses a line of that menu.
    pub async fn choose(&self, label: &str) -> Result<()> {
        let lines = self.lines().await?;
        let line = lines.iter().find(|(_, other)| other == label);
        let (id, _) = line.with_context(|| format!("the menu has {lines:?}"))?;
        let (icon, menu) = self.menu_object().await?.context("an icon with a menu")?;
        let event = (*id, "clicked", Value::from(0), 0u32);
        self.bus
            .call_method(Some(icon.owner), menu, Some(MENU), "Event", &event)
            .await?;
        Ok(())
    }

    /// Waits until no icon is seen any more.
    pub async fn is_empty(&self) -> Result<()> {
        wait::until("the icon to go", || async {
            let Some(icon) = self.newest() else {
                return Ok(Some(()));
            };
            let status = self.property(&icon, "Status").await;
            // The program, or the object, is gone; or it wants to be hidden.
            let hidden = status.map_or(true, |status| {
                String::try_from(status).is_ok_and(|it| it == "Passive")
            });
            Ok(hidden.then_some(()))
        })
        .await
    }

    fn newest(&self) -> Option<Icon> {
        self.icons
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .last()
            .cloned()
    }

    async fn menu_object(&self) -> Result<Option<(Icon, OwnedObjectPath)>> {
        let Some(icon) = self.newest() else {
            return Ok(None);
        };
        let menu = OwnedObjectPath::try_from(self.property(&icon, "Menu").await?)?;
        Ok(Some((icon, menu)))
    }

    async fn lines(&self) -> Result<Vec<(i32, String)>> {
        let Some((icon, menu)) = self.menu_object().await? else {
            return Ok(Vec::new());
        };
        let everything = (0i32, -1i32, Vec::<&str>::new());
        let answer = self
            .bus
            .call_method(Some(icon.owner), menu, Some(MENU), "GetLayout", &everything)
            .await?;
        let (_, root): (u32, Line) = answer.body().deserialize()?;
        let mut lines = Vec::new();
        for child in root.2 {
            let (id, mut properties, _) = Line::try_from(child)?;
            // Separators have none. An underscore marks the letter for the keyboard.
            if let Some(label) = properties.remove("label") {
                lines.push((id, String::try_from(label)?.replace('_', "")));
            }
        }
        Ok(lines)
    }

    async fn property(&self, icon: &Icon, name: &str) -> Result<OwnedValue> {
        let answer = self
            .bus
            .call_method(
                Some(icon.owner.as_str()),
                icon.path.as_str(),
                Some("org.freedesktop.DBus.Properties"),
                "Get",
                &(ITEM, name),
            )
            .await?;
        Ok(answer.body().deserialize()?)
    }
}

struct Service(Icons);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Service {
    /// The argument is an object's path, or a name on the bus whose object has the usual path.
    fn register_status_notifier_item(&self, service: String, #[zbus(header)] header: Header<'_>) {
        let icon = match service.starts_with('/') {
            true => Icon {
                owner: header.sender().map(ToString::to_string).unwrap_or_default(),
                path: service,
            },
            false => Icon {
                owner: service,
                path: "/StatusNotifierItem".to_owned(),
            },
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(icon);
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        let icons = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        icons
            .iter()
            .map(|icon| format!("{}{}", icon.owner, icon.path))
            .collect()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}
