//! Puts the desktop app together and runs it.

use std::path::Path;
use std::sync::Arc;

use tauri::plugin::TauriPlugin;
use tauri::{App, AppHandle, Manager, RunEvent, WindowEvent, Wry};
use tauri_plugin_window_state::StateFlags;
use tauri_specta::Event;

use crate::arrivals::Arrivals;
use crate::browser::SystemBrowser;
use crate::commands::session::Notice;
use crate::data_folder::DataFolder;
use crate::drag::Drags;
use crate::environment::Environment;
use crate::events::{AppStateChanged, CopyChanged};
use crate::outside::Outside;
use crate::settings_file::SettingsFile;
#[cfg(target_os = "macos")]
use crate::share_link;
use crate::start::StartArguments;
use crate::state::Guestlist;
use crate::tray::{self, Tray};
use crate::{closing, data_folder, drag, ipc, logging, vault};

/// Runs the app; answers its exit code.
pub fn run(environment: Environment, arguments: StartArguments) -> tauri::Result<i32> {
    let practice = arguments.practice;
    let ipc = ipc::builder();
    let invoke_handler = ipc.invoke_handler();
    let builder = tauri::Builder::default()
        // First, so that a second start ends before it touches anything.
        .plugin(single_instance(&environment))
        .plugin(tauri_plugin_store::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(window_state(&environment));
    // On Linux the app speaks to the desktop itself: only so it hears that a notification was clicked.
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_notification::init());
    let app = builder
        // Before anything runs: a second start may be heard of, on a thread of its own, while the first sets itself up.
        .manage(Arrivals::new(arguments.arrivals()))
        .manage(Drags::default())
        .manage(Tray::default())
        .invoke_handler(invoke_handler)
        .on_menu_event(|handle, event| tray::on_menu(handle, &event))
        .setup(move |app| {
            ipc.mount_events(app);
            if let Err(error) = set_up(app, environment, practice) {
                // An error handed to Tauri here becomes a panic.
                eprintln!("Guestlist can't start: {error}.");
                std::process::exit(1);
            }
            Ok(())
        })
        .on_window_event(|window, event| match event {
            WindowEvent::DragDrop(event) => drag::on_drag(window.app_handle(), event),
            WindowEvent::CloseRequested { api, .. } => closing::on_close(window, api),
            _ => {}
        })
        .build(tauri::generate_context!())?;
    Ok(app.run_return(on_run_event))
}

/// macOS starts no second process: it tells the first that its icon was clicked, or a link of ours.
#[cfg(target_os = "macos")]
fn on_run_event(handle: &AppHandle, event: RunEvent) {
    match event {
        RunEvent::Reopen { .. } => drag::show_window(handle),
        RunEvent::Opened { urls } => {
            drag::show_window(handle);
            let links = urls.iter().map(|url| share_link::arrival(url.as_str()));
            handle.state::<Arrivals>().bring(handle, links.collect());
        }
        _ => {}
    }
}

#[cfg(not(target_os = "macos"))]
fn on_run_event(_handle: &AppHandle, _event: RunEvent) {}

/// A second start hands its folders and links to the first one and ends.
fn single_instance(environment: &Environment) -> TauriPlugin<Wry> {
    let plugin =
        tauri_plugin_single_instance::Builder::new().callback(|handle, arguments, working_directory| {
            let arguments =
                StartArguments::read(arguments.into_iter().skip(1), Path::new(&working_directory));
            drag::show_window(handle);
            handle.state::<Arrivals>().bring(handle, arguments.arrivals());
        });
    // An app with other services or another data folder is another app. Only Linux lets us say so.
    plugin.dbus_id(environment.app_id()).build()
}

/// Size and place of the window.
fn window_state(environment: &Environment) -> TauriPlugin<Wry> {
    let plugin = tauri_plugin_window_state::Builder::default()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED);
    match &environment.data_dir {
        None => plugin.build(),
        Some(folder) => plugin
            .with_filename(folder.join("window.json").to_string_lossy())
            .build(),
    }
}

fn set_up(app: &mut App, environment: Environment, practice: bool) -> Result<(), Box<dyn std::error::Error>> {
    // The local one: Windows may keep the other on a network share, where SQLite and practice's folders can't be.
    let data = DataFolder::new(&environment, app.path().app_local_data_dir()?);
    tauri::async_runtime::block_on(data_folder::make(data.logs()))?;
    logging::begin(&data.logs(), environment.log.as_deref());
    tracing::info!(version = env!("CARGO_PKG_VERSION"), folder = %data.root().display(), "started");
    let (file, settings, kept_as) = SettingsFile::open(app.handle(), &data.settings());
    let notices = kept_as.map(|file| Notice::SettingsReset {
        kept_as: file.display().to_string(),
    });
    let (handle, copies) = (app.handle().clone(), app.handle().clone());
    let outside = Outside {
        environment,
        data,
        home: app.path().home_dir().ok(),
        browser: Arc::new(SystemBrowser),
        keychain: Arc::new(vault::open_system_keychain),
        settings: Arc::new(file),
        changed: Box::new(move || {
            if let Err(error) = AppStateChanged.emit(&handle) {
                tracing::warn!(%error, "the window did not hear about a change");
            }
        }),
        copy_changed: Box::new(move |copy| {
            if let Err(error) = (CopyChanged { copy }).emit(&copies) {
                tracing::warn!(%error, "the window did not hear about a copy");
            }
        }),
    };
    let guestlist = Guestlist::new(outside, settings, notices.into_iter().collect(), practice);
    app.manage(guestlist.clone());
    // While the page loads.
    tauri::async_runtime::spawn(async move { guestlist.app_state().await });
    Ok(())
}
