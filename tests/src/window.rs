//! A window as a person meets it: things have a role and a name. The same queries as in the front end's own tests
//! (Testing Library), asked in the real web view.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::programs;
use crate::wait;

/// How a name has to fit.
#[derive(Clone, Copy, Debug)]
pub enum Name<'a> {
    /// The whole accessible name.
    Is(&'a str),
    /// It begins so.
    Begins(&'a str),
    /// It holds this.
    Has(&'a str),
    /// Any.
    Any,
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(name: &'a str) -> Self {
        Self::Is(name)
    }
}

impl Name<'_> {
    fn to_json(self) -> Value {
        match self {
            Self::Is(text) => json!({ "kind": "is", "text": text }),
            Self::Begins(text) => json!({ "kind": "begins", "text": text }),
            Self::Has(text) => json!({ "kind": "has", "text": text }),
            Self::Any => json!({ "kind": "any" }),
        }
    }
}

/// The page in a window.
#[derive(Clone, Debug)]
pub struct Window {
    client: Client,
}

/// Finds visible elements by role and name below the first match of a selector.
const FIND: &str = include_str!("support/find.js");

/// Looks at the element that has the focus.
const HAS_FOCUS: &str = include_str!("support/focused.js");

impl Window {
    /// The page of this session.
    pub fn new(client: Client) -> Self {
        Self { client }
    }

    /// The one element of this role and name; waits for it.
    pub async fn role(&self, role: &str, name: impl Into<Name<'_>>) -> Result<Element> {
        let name = name.into();
        self.role_within("body", role, name).await
    }

    /// The same below the first match of a CSS selector.
    pub async fn role_within(&self, scope: &str, role: &str, name: impl Into<Name<'_>>) -> Result<Element> {
        let name = name.into();
        wait::until(&format!("{role} {name:?} in {scope}"), || async {
            Ok(self.all(scope, role, name).await?.into_iter().next())
        })
        .await
        .with_context(|| format!("no {role} {name:?}"))
    }

    /// All elements of this role and name that are there now.
    pub async fn all(&self, scope: &str, role: &str, name: Name<'_>) -> Result<Vec<Element>> {
        let found = self
            .run(FIND, vec![json!(scope), json!(role), name.to_json()])
            .await?;
        let Value::Array(found) = found else {
            bail!("the search answers a list");
        };
        let element = |value: Value| {
            let id = value
                .as_object()
                .and_then(|object| object.values().next()?.as_str().map(str::to_owned));
            Ok(Element::from_element_id(
                self.client.clone(),
                id.context("a web element")?.into(),
            ))
        };
        found.into_iter().map(element).collect()
    }

    /// Waits until there is no such element.
    pub async fn gone(&self, role: &str, name: impl Into<Name<'_>>) -> Result<()> {
        let name = name.into();
        wait::until(&format!("{role} {name:?} to go"), || async {
            Ok(self.all("body", role, name).await?.is_empty().then_some(()))
        })
        .await
    }

    /// Presses a button, link, tab or option.
    pub async fn press(&self, role: &str, name: impl Into<Name<'_>>) -> Result<()> {
        self.press_within("body", role, name).await
    }

    /// The same below the first match of a CSS selector. Tries again while the page redraws or something covers it.
    pub async fn press_within(&self, scope: &str, role: &str, name: impl Into<Name<'_>>) -> Result<()> {
        let name = name.into();
        wait::until(&format!("{role} {name:?} to be pressed"), || async {
            let Some(element) = self.all(scope, role, name).await?.into_iter().next() else {
                return Ok(None);
            };
            self.click(&element).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Scrolls to an element as a person would, clear of the sticky header and footer, and clicks it.
    pub async fn click(&self, element: &Element) -> Result<()> {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.client
            .execute(script, vec![serde_json::to_value(element)?])
            .await?;
        Ok(element.click().await?)
    }

    /// Replaces what stands in a field. WebDriver's own "clear" does not reach a React field.
    pub async fn fill(&self, role: &str, name: impl Into<Name<'_>>, text: &str) -> Result<()> {
        let field = self.role(role, name).await?;
        self.click(&field).await?;
        field
            .send_keys(&format!(
                "{}a{}{}",
                char::from(Key::Control),
                char::from(Key::Null),
                char::from(Key::Delete)
            ))
            .await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// Sends keys to whatever has the focus.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        self.client.active_element().await?.send_keys(keys).await?;
        Ok(())
    }

    /// Has an element of this role and name the focus?
    pub async fn has_focus(&self, role: &str, name: Name<'_>) -> Result<bool> {
        Ok(self.run(HAS_FOCUS, vec![json!(role), name.to_json()]).await? == Value::Bool(true))
    }

    /// What the element that has the focus says. Spaces of all kinds and line ends are one space.
    pub async fn focused_text(&self) -> Result<String> {
        let script = "return document.activeElement.innerText.replace(/\\s+/gu, ' ').trim();";
        let text = self.client.execute(script, Vec::new()).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page says this somewhere.
    pub async fn says(&self, text: &str) -> Result<()> {
        self.says_within("body", text).await
    }

    /// Waits until the first match of a selector says this. Spaces of all kinds and line ends are one space.
    pub async fn says_within(&self, scope: &str, text: &str) -> Result<()> {
        let result = wait::until(&format!("the words {text:?} in {scope}"), || async {
            Ok(self.text(scope).await?.contains(text).then_some(()))
        })
        .await;
        match result {
            Ok(()) => Ok(()),
            Err(error) => {
                Err(error.context(format!("it says: {}", self.text(scope).await.unwrap_or_default())))
            }
        }
    }

    /// What the first match of a selector says now.
    pub async fn text(&self, scope: &str) -> Result<String> {
        let script = "const e = document.querySelector(arguments[0]); \
                      return e ? e.innerText.replace(/\\s+/gu, ' ').trim() : '';";
        let text = self.client.execute(script, vec![json!(scope)]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in the page, with Testing Library at hand as `TestingLibraryDom`.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.bring(
            "TestingLibraryDom",
            "ui/node_modules/@testing-library/dom/dist/@testing-library/dom.umd.min.js",
        )
        .await?;
        Ok(self.client.execute(script, arguments).await?)
    }

    /// Runs a script that answers through a callback, its last argument.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute_async(script, arguments).await?)
    }

    /// Brings a library into the page, unless its global is there already. The driver's scripts are outside the
    /// page's content security policy.
    pub async fn bring(&self, global: &str, file: &str) -> Result<()> {
        let there = self
            .client
            .execute(&format!("return typeof {global} !== 'undefined'"), Vec::new())
            .await?;
        if there != Value::Bool(true) {
            let path = programs::source(file);
            let source =
                std::fs::read_to_string(&path).with_context(|| format!("{} is missing", path.display()))?;
            // As a script of its own: an `eval` in it would be stopped by the policy.
            self.client.execute(&source, Vec::new()).await?;
        }
        Ok(())
    }

    /// Waits until nothing moves, loads or is busy any more.
    pub async fn settled(&self) -> Result<()> {
        let script = "return document.getAnimations().every((a) => a.playState !== 'running' || \
                        a.effect?.getComputedTiming().iterations === Infinity) \
                      && document.fonts.status === 'loaded';";
        wait::until("the page to settle", || async {
            Ok((self.client.execute(script, Vec::new()).await? == Value::Bool(true)).then_some(()))
        })
        .await
    }

    /// The session underneath.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Lets scripts that answer later take their time.
    pub async fn be_patient(&self) -> Result<()> {
        let timeouts = fantoccini::wd::TimeoutConfiguration::new(Some(Duration::from_secs(60)), None, None);
        self.client.update_timeouts(timeouts).await?;
        Ok(())
    }
}
