//! What Globus's tasks suffer from, in kinds that the window has words for (Transfer API, `nice_status` and event codes).

use globus::transfer::{SkippedError, TaskEvent};

use crate::copy::upload::WhyNot;
use crate::model::{CopyWait, FaultKind, TaskFault};

pub(super) fn fault(event: TaskEvent) -> TaskFault {
    let message = match event.details.trim() {
        "" => event.description,
        // A document written as text is nothing to read.
        details if details.starts_with('{') => event.description,
        details => details.to_owned(),
    };
    TaskFault {
        fault: kind(&event.code),
        message,
        at: event.time,
    }
}

pub(super) fn kind(code: &str) -> FaultKind {
    match code {
        "GC_NOT_CONNECTED" => FaultKind::ComputerOffline,
        "GC_PAUSED" => FaultKind::ComputerPaused,
        "CONNECT_FAILED" | "CONNECTION_BROKEN" | "ENDPOINT_ERROR" | "ENDPOINT_TOO_BUSY" | "TIMEOUT"
        | "GRIDFTP_ERROR" => FaultKind::StorageOffline,
        "PERMISSION_DENIED" | "NO_PERMISSION" => FaultKind::PermissionDenied,
        "FILE_NOT_FOUND" => FaultKind::FileNotFound,
        "QUOTA_EXCEEDED" | "NO_SPACE_LEFT" => FaultKind::QuotaFull,
        "VERIFY_CHECKSUM" | "CHECKSUM_MISMATCH" | "EXTERNAL_CHECKSUM_MISMATCH" => FaultKind::ChecksumDiffers,
        "PAUSED_BY_ADMIN" | "PAUSED" => FaultKind::PausedByKeeper,
        "EXPIRED" | "DEADLINE" => FaultKind::TimeOver,
        code => FaultKind::Other {
            code: code.to_owned(),
        },
    }
}

/// What a task that goes on waits for; none where it does not wait.
pub(super) fn wait(nice_status: Option<&str>, is_paused: bool, details: Option<&str>) -> Option<CopyWait> {
    let message = || details.unwrap_or_default().to_owned();
    if is_paused {
        return Some(CopyWait::PausedByKeeper { message: message() });
    }
    let code = nice_status.filter(|code| !matches!(*code, "OK" | "Queued" | ""))?;
    Some(match kind(code) {
        FaultKind::ComputerOffline => CopyWait::ComputerOffline,
        FaultKind::ComputerPaused => CopyWait::ComputerPaused,
        FaultKind::StorageOffline => CopyWait::StorageOffline { message: message() },
        FaultKind::QuotaFull => CopyWait::QuotaFull { message: message() },
        FaultKind::PausedByKeeper => CopyWait::PausedByKeeper { message: message() },
        _ => CopyWait::Other {
            message: details.unwrap_or(code).to_owned(),
        },
    })
}

/// Why a file was left out.
pub(super) fn why_not(skipped: &SkippedError) -> WhyNot {
    match kind(&skipped.error_code) {
        FaultKind::FileNotFound => WhyNot::Vanished,
        FaultKind::PermissionDenied => WhyNot::Unreadable,
        _ => WhyNot::Refused {
            message: skipped.error_details.clone(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_waits_for_what_its_status_says() {
        assert_eq!(wait(Some("OK"), false, None), None);
        assert_eq!(wait(Some("Queued"), false, None), None);
        assert_eq!(wait(None, false, None), None);
        assert_eq!(
            wait(Some("GC_NOT_CONNECTED"), false, Some("d")),
            Some(CopyWait::ComputerOffline)
        );
        let message = || "maintenance".to_owned();
        assert_eq!(
            wait(Some("OK"), true, Some("maintenance")),
            Some(CopyWait::PausedByKeeper { message: message() })
        );
        assert_eq!(
            wait(Some("NEW_CODE"), false, None),
            Some(CopyWait::Other {
                message: "NEW_CODE".into()
            })
        );
    }

    #[test]
    fn documents_are_not_shown_as_sentences() {
        let event = |details: &str| TaskEvent {
            code: "PERMISSION_DENIED".into(),
            is_error: true,
            description: "permission denied".into(),
            details: details.into(),
            time: None,
        };
        assert_eq!(fault(event("{\"a\": 1}")).message, "permission denied");
        assert_eq!(fault(event("")).message, "permission denied");
        assert_eq!(fault(event("/a: denied")).message, "/a: denied");
        assert_eq!(fault(event("")).fault, FaultKind::PermissionDenied);
    }
}
