//! The share sheet: what, who, how long.

use anyhow::{Context, Result};
use fantoccini::elements::Element;

use crate::window::{Name, Window};

/// The sheet.
#[derive(Debug)]
pub struct ShareSheet<'a>(pub &'a Window);

const BOX: &str = "Add guests by name, address or group";

impl ShareSheet<'_> {
    /// Waits until the sheet can be used.
    pub async fn is_ready(&self) -> Result<()> {
        self.0
            .role("combobox", BOX)
            .await
            .context("the share sheet is not open")
            .map(drop)
    }

    /// Types into the people box and takes the suggestion whose name holds `option`.
    pub async fn add(&self, typed: &str, option: &str) -> Result<()> {
        self.type_name(typed).await?;
        self.0.press("option", Name::Has(option)).await?;
        self.is_listed(option).await
    }

    /// Waits until the list of suggestions holds this.
    pub async fn suggests(&self, option: &str) -> Result<()> {
        self.0.role("option", Name::Has(option)).await.map(drop)
    }

    /// Types an address that nobody has and takes the offer to invite it.
    pub async fn invite(&self, address: &str) -> Result<()> {
        self.type_name(address).await?;
        self.0
            .press("option", Name::Has(&format!("Invite {address}")))
            .await?;
        self.is_listed(address).await
    }

    /// Writes into the people box.
    pub async fn type_name(&self, text: &str) -> Result<()> {
        self.0.fill("combobox", BOX, text).await
    }

    /// Waits until a guest is on the list.
    pub async fn is_listed(&self, who: &str) -> Result<()> {
        self.0
            .role("button", Name::Has(&format!("Take {who} off the list")))
            .await
            .with_context(|| format!("{who} is not on the list"))
            .map(drop)
    }

    /// Lets a guest add, change and delete.
    pub async fn let_change(&self, who: &str) -> Result<()> {
        self.0
            .press("button", Name::Has(&format!("Level for {who}")))
            .await?;
        self.0
            .press("option", Name::Begins("Can also add, change and delete"))
            .await
    }

    /// Types an end date for a guest and uses it.
    pub async fn end_on(&self, who: &str, typed: &str) -> Result<()> {
        self.0
            .press("button", Name::Begins(&format!("End date for {who}")))
            .await?;
        self.0.fill("textbox", Name::Begins("Date"), typed).await?;
        self.0.press("button", "Use this date").await
    }

    /// Gives a guest no end date, for this reason.
    pub async fn never_ends(&self, who: &str, reason: &str) -> Result<()> {
        self.0
            .press("button", Name::Begins(&format!("End date for {who}")))
            .await?;
        self.choose("No end date").await?;
        self.choose(reason).await?;
        self.0.press("button", "Use no end date").await
    }

    /// Opens the folder to everyone with a Globus login, with `typed` as the confirmation.
    pub async fn open_to_everyone_signed_in(&self, typed: &str) -> Result<()> {
        self.0.press("button", Name::Begins("Wider access")).await?;
        self.choose("Everyone with a Globus login").await?;
        self.confirm_wider(typed).await
    }

    /// Types the folder's name to confirm wider access.
    pub async fn confirm_wider(&self, typed: &str) -> Result<()> {
        self.0.fill("textbox", Name::Has("to confirm"), typed).await
    }

    /// The real radio button is visually hidden: the key always works.
    async fn choose(&self, radio: &str) -> Result<()> {
        let radio = self.0.role("radio", Name::Begins(radio)).await?;
        Ok(radio.send_keys(" ").await?)
    }

    /// Writes the message that goes with the e-mail.
    pub async fn write_message(&self, text: &str) -> Result<()> {
        self.0.fill("textbox", Name::Begins("Message"), text).await
    }

    /// The message that is in its field.
    pub async fn message(&self) -> Result<String> {
        let field = self.0.role("textbox", Name::Begins("Message")).await?;
        Ok(field.prop("value").await?.unwrap_or_default())
    }

    /// The button that leads on.
    pub async fn review_button(&self) -> Result<Element> {
        self.0.role("button", Name::Begins("Review")).await
    }

    /// Goes on to the review.
    pub async fn review(&self) -> Result<()> {
        self.0.press("button", Name::Begins("Review")).await
    }
}
