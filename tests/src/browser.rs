//! The person's browser, on practice's sign-in pages. Their ids and names are stable on purpose.

use anyhow::{Context, Result};
use fantoccini::Locator;
use fantoccini::elements::Element;

use crate::desktop::Desktop;
use crate::wait;
use crate::webdriver::Session;

/// A headless Chromium.
#[derive(Debug)]
pub struct Browser {
    session: Session,
}

impl Browser {
    /// Opens one with an empty profile.
    pub async fn open(desktop: &Desktop) -> Result<Self> {
        Ok(Self {
            session: Session::with_chromium(desktop).await?,
        })
    }

    /// Follows a sign-in link: chooses the first practice person and allows what is asked for.
    pub async fn sign_in_and_allow(&self, link: &str) -> Result<()> {
        self.session.client.goto(link).await?;
        self.press("#continue").await?;
        self.press("#allow").await?;
        self.handed_back().await
    }

    /// Follows a sign-in link whose answer is a page with a code to copy.
    pub async fn sign_in_and_read_code(&self, link: &str) -> Result<String> {
        self.session.client.goto(link).await?;
        self.press("#continue").await?;
        self.press("#allow").await?;
        let field = self.find("#auth-code").await?;
        field.attr("value").await?.context("the page shows no code")
    }

    /// Follows a sign-in link and says no.
    pub async fn sign_in_and_deny(&self, link: &str) -> Result<()> {
        self.session.client.goto(link).await?;
        self.press("#continue").await?;
        self.press("#deny").await?;
        self.handed_back().await
    }

    /// Waits until the browser has left practice's pages: the app's own loopback address has answered.
    async fn handed_back(&self) -> Result<()> {
        wait::until("the browser to hand the answer back", || async {
            let decided = self
                .session
                .client
                .find_all(Locator::Css("#allow"))
                .await?
                .is_empty();
            let answered = self.session.client.find_all(Locator::Css("body *")).await?.len() > 1;
            Ok((decided && answered).then_some(()))
        })
        .await
    }

    /// What an element of the page says.
    pub async fn text_of(&self, selector: &str) -> Result<String> {
        Ok(self.find(selector).await?.text().await?)
    }

    /// Opens an address and leaves the rest to the caller.
    pub async fn open_page(&self, link: &str) -> Result<()> {
        Ok(self.session.client.goto(link).await?)
    }

    /// Presses the first match of a selector.
    pub async fn press(&self, selector: &str) -> Result<()> {
        Ok(self.find(selector).await?.click().await?)
    }

    /// The first match of a selector. Asked for again when the page changes under the question.
    async fn find(&self, selector: &str) -> Result<Element> {
        wait::until(selector, || async {
            let found = self.session.client.find_all(Locator::Css(selector)).await?;
            Ok(found.into_iter().next())
        })
        .await
    }
}
