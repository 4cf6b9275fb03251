//! A file in the making, outside of every collection.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use axum::body::{Body, Bytes};
use http_body_util::BodyExt;
use uuid::Uuid;

/// So much comes together before the disk is asked to take it, while the next is on its way.
const GATHERED: usize = 1024 * 1024;

/// Dropped unfinished it is gone.
pub(super) struct Upload {
    path: PathBuf,
    /// Made with the first write.
    file: Option<File>,
}

impl Upload {
    pub(super) fn new(uploads_dir: &Path) -> Self {
        Self {
            path: uploads_dir.join(Uuid::new_v4().simple().to_string()),
            file: None,
        }
    }

    fn write(&mut self, pieces: Vec<Bytes>) -> std::io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                if let Some(folder) = self.path.parent() {
                    std::fs::create_dir_all(folder)?;
                }
                self.file.insert(File::create_new(&self.path)?)
            }
        };
        pieces.iter().try_for_each(|piece| file.write_all(piece))
    }

    /// Writes the rest and gives the file its name. Both are on the same disk: what is there is the old file or the new
    /// one.
    pub(super) fn finish(mut self, rest: Vec<Bytes>, destination: &Path) -> std::io::Result<()> {
        self.write(rest)?;
        // Windows does not rename what is open.
        self.file = None;
        std::fs::rename(&self.path, destination)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.file = None;
        // After a finished upload there is nothing at this path any more.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Takes a body in. What is answered beside the upload is its end, which is not written yet, and the length of all.
pub(super) async fn receive(upload: Upload, mut body: Body) -> std::io::Result<(Upload, Vec<Bytes>, u64)> {
    let (mut pieces, mut gathered, mut size) = (Vec::new(), 0, 0);
    let (mut idle, mut writing) = (Some(upload), None);
    while let Some(frame) = body.frame().await {
        let Ok(bytes) = frame.map_err(std::io::Error::other)?.into_data() else {
            continue;
        };
        gathered += bytes.len();
        size += bytes.len() as u64;
        pieces.push(bytes);
        if gathered >= GATHERED {
            let upload = written(idle.take(), writing.take()).await?;
            let full = std::mem::take(&mut pieces);
            gathered = 0;
            writing = Some(tokio::task::spawn_blocking(move || {
                let mut upload = upload;
                upload.write(full)?;
                Ok(upload)
            }));
        }
    }
    let upload = written(idle, writing).await?;
    Ok((upload, pieces, size))
}

type Writing = tokio::task::JoinHandle<std::io::Result<Upload>>;

/// The upload when nothing of it is being written any more.
async fn written(idle: Option<Upload>, writing: Option<Writing>) -> std::io::Result<Upload> {
    match (idle, writing) {
        (_, Some(writing)) => writing.await.map_err(std::io::Error::other)?,
        (Some(upload), None) => Ok(upload),
        (None, None) => Err(std::io::ErrorKind::Other.into()),
    }
}
