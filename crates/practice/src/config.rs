//! Switches for what nobody outside Globus can be sure of. The README lists them with the command that would
//! settle each one against the real service.

use serde::{Deserialize, Serialize};

/// How practice answers where the real service's behaviour is not documented.
///
/// The field comments name the question in the README's table.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Config {
    /// Q1: refuse a permission path without a trailing slash instead of adding it.
    pub strict_trailing_slash: bool,
    /// Q2: refuse an end date in the past.
    pub refuse_past_expiration: bool,
    /// Q3: fill in the collection's maximum when no end date is sent.
    pub fill_maximum_expiration: bool,
    /// Q4: leave ended permissions out of lists.
    pub hide_expired_rules: bool,
    /// Q5: `expiration_date: null` in an update removes the end date.
    pub null_clears_expiration: bool,
    /// Q6: a role change on a Globus Connect Server collection through Transfer.
    pub server_role_change: Refusal,
    /// Q7: a guest collection by somebody who does not administer the computer.
    pub share_not_administrator: Refusal,
    /// Q7: a guest collection on a computer without a subscription.
    pub share_without_subscription: Refusal,
    /// Q7: a guest collection on a computer that is offline.
    pub share_offline: Refusal,
    /// Q7: a guest collection on a folder that is not marked shareable.
    pub share_not_shareable: Refusal,
    /// Q7: a guest collection on a folder that is not there.
    pub share_folder_missing: Refusal,
    /// Q8: the status of a successful mkdir.
    pub mkdir_status: u16,
    /// Q9: what a deleted collection answers; otherwise it is unknown.
    pub deleted_is_remembered: bool,
    /// Q11: rules that come from roles count against the 1000.
    pub implicit_rules_count: bool,
    /// Q15: access managers see their collections under `administered-by-me`.
    pub access_managers_administer: bool,
    /// Q14: seconds until Transfer knows a guest collection that a server's manager made.
    pub guest_visible_after_seconds: i64,
    /// Q16: a guest collection on a server needs no `user_credential_id` where the caller has exactly one.
    pub user_credential_optional: bool,
    /// The manager's answer where the consent to reach the data is missing.
    pub gcs_missing_data_access: Refusal,
    /// Q17: an end date exactly at the maximum is fine.
    pub maximum_is_inclusive: bool,
    /// Q18: a refresh answer repeats the refresh token.
    pub refresh_repeats_token: bool,
    /// The status of `invalid_grant`: 400 as the standard says, 401 as recordings have it.
    pub invalid_grant_status: u16,
    /// Native apps show the consent page on every sign-in; otherwise only for what is new, as confidential ones do.
    pub ask_native_apps_again: bool,
    /// The status with which a group asks for a more recent sign-in.
    pub group_session_status: u16,
    /// Somebody who left a group may be added again without being asked.
    pub group_add_who_left: bool,
    /// How long the name of a group may be.
    pub group_name_limit: usize,
    /// How many identities may be looked up at once.
    pub identities_limit: usize,
    /// Q10: the code of a 429.
    pub rate_limit_code: String,
    /// Requests that one token may make in a second; 0 sets no limit.
    pub requests_per_second: u32,
    /// Q19: parts of files can be read over HTTPS.
    pub https_ranges: bool,
    /// An upload over HTTPS for which there is no room.
    pub https_quota: Refusal,
    /// `HEAD` with `Want-Repr-Digest` answers the SHA-256 of a file.
    pub https_digests: bool,
    /// How long an access token lives. Recordings say 48 hours, prose says two.
    pub access_token_seconds: i64,
    /// Q8: the status of a submission that was accepted.
    pub submission_status: u16,
    /// Tasks end at once when something at the source is missing, instead of waiting for it until the deadline.
    pub missing_source_fails: bool,
    /// How many transfers, and how many deletes, of one account run at the same time.
    pub tasks_at_once: usize,
    /// How fast each task moves bytes; 0 stops all of them, null sets no limit.
    pub transfer_bytes_per_second: Option<u64>,
    /// How many files each task begins in a second; 0 stops all of them, null sets no limit.
    pub transfer_files_per_second: Option<u64>,
    /// How long a task waits after its first fault; the next waits are longer.
    pub transfer_retry_ms: u64,
    /// A second bookmark of the same name.
    pub bookmark_exists: Refusal,
    /// The last part of the code of a file operation on a computer where Globus Connect Personal is paused.
    pub gcp_paused_code: String,
    /// Usernames are found in whatever case they are asked for.
    pub usernames_ignore_case: bool,
    /// Native apps may get their code at an address with a scheme of their own.
    pub custom_scheme_redirects: bool,
    /// The status with which a group keeps its list of members to itself.
    pub group_members_hidden_status: u16,
    /// Listings of mapped collections say which absolute path was listed.
    pub absolute_paths: bool,
    /// Q12: Globus Connect Personal writes `config-paths`; read when practice starts and when a folder is allowed.
    pub config_paths_written: bool,
    /// Q13: a line that `config-paths` begins with, such as `~/,0,1`.
    pub config_paths_first_line: Option<String>,
    /// Added to each answer; for measuring what waits for what.
    pub delay_ms: u64,
}

/// Status and code of a refusal.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// The document's `code`.
    pub code: String,
}

impl Refusal {
    fn new(status: u16, code: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            strict_trailing_slash: false,
            refuse_past_expiration: true,
            fill_maximum_expiration: true,
            hide_expired_rules: true,
            null_clears_expiration: true,
            server_role_change: Refusal::new(409, "NotSupported"),
            share_not_administrator: Refusal::new(403, "PermissionDenied"),
            share_without_subscription: Refusal::new(409, "Conflict"),
            share_offline: Refusal::new(502, "ExternalError.DirListingFailed.GCDisconnected"),
            share_not_shareable: Refusal::new(403, "PermissionDenied"),
            share_folder_missing: Refusal::new(404, "ClientError.NotFound"),
            mkdir_status: 202,
            deleted_is_remembered: true,
            implicit_rules_count: false,
            access_managers_administer: false,
            guest_visible_after_seconds: 0,
            user_credential_optional: true,
            gcs_missing_data_access: Refusal::new(403, "permission_denied"),
            maximum_is_inclusive: false,
            refresh_repeats_token: false,
            invalid_grant_status: 400,
            ask_native_apps_again: true,
            group_session_status: 403,
            group_add_who_left: false,
            group_name_limit: 256,
            identities_limit: 100,
            rate_limit_code: "RateLimitExceeded".to_owned(),
            requests_per_second: 0,
            https_ranges: true,
            https_quota: Refusal::new(507, "insufficient_storage"),
            https_digests: false,
            access_token_seconds: 172_800,
            submission_status: 202,
            missing_source_fails: false,
            tasks_at_once: 3,
            transfer_bytes_per_second: None,
            transfer_files_per_second: None,
            transfer_retry_ms: 1000,
            bookmark_exists: Refusal::new(409, "Exists"),
            gcp_paused_code: "GCPaused".to_owned(),
            usernames_ignore_case: true,
            custom_scheme_redirects: false,
            group_members_hidden_status: 403,
            absolute_paths: false,
            config_paths_written: true,
            config_paths_first_line: None,
            delay_ms: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_switch_is_in_the_readme() {
        let readme = include_str!("../README.md");
        let switches = serde_json::to_value(super::Config::default()).unwrap();
        for name in switches.as_object().unwrap().keys() {
            assert!(readme.contains(&format!("`{name}`")), "{name}");
        }
    }
}
