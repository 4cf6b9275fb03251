//! A Tauri window with nothing in it: what any app on this platform pays before it does anything. The benchmarks
//! compare the real app's start and memory with it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
