//! The log: a file a day in the data folder, of a limited size, kept for a week; and the terminal in debug builds. Tokens
//! can't get in: they are `SecretString`s, which print as `[REDACTED]`, and requests are logged without headers and
//! bodies.

mod limit;

use std::path::Path;
use std::sync::Mutex;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, fmt};

use limit::DailyLimit;

/// What is logged where `GUESTLIST_LOG` does not say. Libraries only speak up when something is wrong: at finer
/// levels an HTTP library would write whole headers.
const USUAL: &str = "warn,guestlist=info,sharing=info,globus=info,practice=info";

/// Begins to log. A folder that can't be written costs the file, not the start.
pub fn begin(folder: &Path, filter: Option<&str>) {
    let filter = EnvFilter::try_new(filter.unwrap_or(USUAL)).unwrap_or_else(|_| EnvFilter::new(USUAL));
    let terminal = cfg!(debug_assertions).then(|| fmt::layer().with_writer(std::io::stderr));
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("guestlist")
        .filename_suffix("log")
        .max_log_files(7)
        .build(folder);
    // Written at once: there is little of it, and the lines before a crash are the ones that count.
    let file = appender
        .ok()
        .map(|appender| DailyLimit::new(appender, limit::of_today(folder)))
        .map(|limited| fmt::layer().with_ansi(false).with_writer(Mutex::new(limited)));
    // Fails when another part of the process (a test) has begun to log already; that one goes on.
    let _ = tracing_subscriber::registry()
        .with(filter)
        .with(terminal)
        .with(file)
        .try_init();
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        tracing::error!("{panic}");
        usual(panic);
    }));
}
