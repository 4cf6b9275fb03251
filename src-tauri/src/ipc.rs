//! The one list of what the window may ask for and what it is told. The TypeScript bindings are generated from
//! it; `cargo xtask bindings --check` fails when the committed file differs from a fresh one.

use std::path::Path;

use specta_typescript::Typescript;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

use crate::commands::{
    audit, changes, collection, copy, drives, folders, groups, guests, history, reminders, reports, session,
    settings, share, storage, tray,
};
use crate::events;

/// All commands and events.
pub fn builder() -> Builder<tauri::Wry> {
    list().error_handling(ErrorHandlingMode::Throw)
}

fn list() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        // One shape for both ways: without this, every optional field doubles its type.
        .disable_serde_phases()
        .typ::<sharing::Error>()
        .commands(collect_commands![
            session::app_state,
            session::sign_in,
            session::paste_sign_in_code,
            session::cancel_sign_in,
            session::sign_out,
            session::start_practice,
            session::leave_practice,
            folders::choose_folders,
            folders::check_folders,
            folders::preview_folder,
            folders::cancel_preview,
            folders::recent_folders,
            folders::clear_recent_folders,
            guests::suggest_guests,
            guests::resolve_guests,
            guests::invite_guest,
            share::save_draft,
            share::list_drafts,
            share::delete_draft,
            share::plan_share,
            share::apply_share,
            share::cancel_share,
            share::resume_share,
            share::leave_off,
            share::undo_share,
            share::share_outcome,
            share::unfinished_shares,
            audit::audit_state,
            audit::refresh_audit,
            audit::audit_page,
            audit::subject_page,
            audit::audit_timeline,
            audit::audit_matrix,
            audit::add_collection,
            audit::leave_my_shares,
            changes::plan_change,
            changes::apply_change,
            changes::resume_change,
            changes::cancel_change,
            changes::leave_off_change,
            changes::undo_change,
            changes::unfinished_changes,
            collection::collection_details,
            collection::kept_collection,
            collection::folder_access,
            collection::shared_files,
            collection::give_role,
            collection::take_role,
            collection::update_about,
            collection::deletion_preview,
            collection::delete_collection,
            collection::diagnose,
            groups::my_groups,
            groups::group_details,
            groups::act_on_members,
            groups::make_group,
            groups::edit_group,
            groups::delete_group,
            history::history,
            history::delete_history,
            history::folder_drift,
            history::pin_folder,
            history::count_from_now,
            history::pinned_folders,
            reports::save_shares,
            reports::save_history,
            reports::save_calendar,
            reports::save_share_calendar,
            reports::print_page,
            drives::drives,
            drives::compare_drive,
            drives::confirm_drive,
            drives::forget_drive,
            storage::storages,
            storage::search_storages,
            storage::open_storage,
            storage::list_folder,
            storage::make_folder,
            copy::plan_copy,
            copy::size_copy,
            copy::cancel_size_copy,
            copy::start_copy,
            copy::copies,
            copy::copy_problems,
            copy::pause_copy,
            copy::continue_copy,
            copy::cancel_copy,
            copy::remove_copied,
            copy::accept_copy,
            copy::rename_copy,
            copy::forget_copy,
            copy::announce_copy,
            copy::look_at_copies,
            reminders::due_reminders,
            reminders::show_reminder,
            tray::has_tray,
            tray::show_tray,
            settings::update_settings,
            settings::institution_policy,
            settings::open_link,
            settings::copy_text,
        ])
        .events(collect_events![
            events::FolderDrag,
            events::AppStateChanged,
            events::ReminderOpened,
            events::CopyChanged,
            events::CopyOpened
        ])
}

const HEADER: &str = "\
// Generated from src-tauri/src/ipc.rs by `cargo xtask bindings`: change the Rust types, not this file.
/* eslint-disable */
";

/// Why the bindings could not be written.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum ExportError {
    #[error("a type has no TypeScript form: {0}")]
    Type(#[from] specta_typescript::Error),
    #[error(transparent)]
    File(#[from] std::io::Error),
}

/// Writes the TypeScript side of [`builder`] to a file. The same types always make the same file.
pub fn export_bindings(file: &Path) -> Result<(), ExportError> {
    builder().export(Typescript::default().header(HEADER), file)?;
    // The exporter leaves blanks at line ends, which every editor would want to remove again.
    let lines: Vec<String> = std::fs::read_to_string(file)?
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    std::fs::write(file, lines.join("\n").trim_end().to_owned() + "\n")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In this mode the exporter names the error type of every command.
    fn with_errors() -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bindings.ts");
        list()
            .error_handling(ErrorHandlingMode::Result)
            .export(Typescript::default(), &file)
            .unwrap();
        std::fs::read_to_string(file).unwrap()
    }

    #[test]
    fn every_command_answers_with_the_one_error() {
        let bindings = with_errors();
        let invocations: Vec<&str> = bindings
            .lines()
            .filter(|line| line.contains("__TAURI_INVOKE(\""))
            .collect();
        assert!(
            invocations.len() > 30,
            "the exporter writes commands in another way now"
        );
        for line in invocations {
            assert!(line.contains(", Error>(__TAURI_INVOKE("), "{line}");
        }
    }

    #[test]
    fn the_same_types_make_the_same_file() {
        let folder = tempfile::tempdir().unwrap();
        let files = ["one.ts", "two.ts"].map(|name| folder.path().join(name));
        for file in &files {
            export_bindings(file).unwrap();
        }
        let [one, two] = files.map(|file| std::fs::read_to_string(file).unwrap());
        assert_eq!(one, two);
        assert!(one.starts_with("// Generated from src-tauri/src/ipc.rs"));
        assert!(!one.lines().any(|line| line.ends_with(' ')));
    }
}
