//! Commands are verbs: each checks its input, calls one use case and hands on its answer.

pub mod audit;
pub mod changes;
pub mod collection;
pub mod copy;
pub mod drives;
pub mod folders;
pub mod groups;
pub mod guests;
pub mod history;
pub mod reminders;
pub mod reports;
pub mod session;
pub mod settings;
pub mod share;
pub mod storage;
pub mod tray;

use tauri::ipc::{Channel, IpcResponse};

/// Sends events over a channel. A window that is gone doesn't stop the work.
fn to<T: IpcResponse + Send + Sync + 'static>(channel: Channel<T>) -> impl Fn(T) + Send + Sync + 'static {
    move |event| {
        if let Err(error) = channel.send(event) {
            tracing::debug!(%error, "nobody listens to a channel any more");
        }
    }
}
