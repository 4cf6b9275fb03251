//! Tables of mounts as Linux and macOS print them.

use proptest::prelude::*;

use super::super::mounts::{gvfs_entry, linux, macos};
use super::*;

const LINUX: &str = r"
22 28 0:21 / /proc rw,nosuid shared:12 - proc proc rw
28 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 28 0:41 / /mnt/projects rw,relatime shared:21 - cifs //files.northfield.example/projects rw,vers=3.1.1,username=ann
41 28 0:42 /staff/ann /home/ann/N rw - smb3 \134\134files.northfield.example\134home rw
42 28 0:43 / /mnt/My\040scratch rw shared:22 - nfs4 nfs.northfield.example:/export/scratch rw,vers=4.2
43 28 0:44 / /home/ann/cluster rw,nosuid - fuse.sshfs ann@login.alpen.example:/work/ann rw,user_id=1000
44 42 254:2 / /mnt/My\040scratch/local rw - ext4 /dev/vdb1 rw
45 28 0:45 / /lustre rw - lustre 10.0.0.1@o2ib:/lfs rw
a broken line
46 28 0:46 / relative rw - cifs //a/b rw
";

fn found(mounts: &[Mount]) -> Vec<(String, Option<String>)> {
    let network = mounts
        .iter()
        .filter_map(|mount| Some((mount, mount.network.as_ref()?)));
    network
        .map(|(mount, network)| {
            let source = network.source.as_ref().map(ToString::to_string);
            (mount.at.to_string(), source)
        })
        .collect()
}

fn pair(at: &str, source: &str) -> (String, Option<String>) {
    (at.to_owned(), (!source.is_empty()).then(|| source.to_owned()))
}

#[test]
fn linux_tells_of_smb_nfs_and_sshfs() {
    let mounts = linux(LINUX);
    assert_eq!(
        found(&mounts),
        [
            pair("/mnt/projects", r"\\files.northfield.example\projects"),
            pair("/home/ann/N", r"\\files.northfield.example\home\staff\ann"),
            pair("/mnt/My scratch", "nfs.northfield.example:/export/scratch"),
            pair("/home/ann/cluster", "login.alpen.example:/work/ann"),
            pair("/lustre", ""),
        ]
    );
    // A disk of the computer's own hides what is below it.
    assert!(mounts.contains(&Mount {
        at: drive("/mnt/My scratch/local"),
        network: None,
    }));
}

const MACOS: &str = "\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//ann@files.northfield.example/projects on /Volumes/projects (smbfs, nodev, nosuid, mounted by ann)
//NORTHFIELD;ann@files.northfield.example/Shared%20data on /Volumes/Shared data (smbfs, nodev, nosuid, mounted by ann)
nfs.northfield.example:/export/scratch on /Volumes/scratch (nfs, nodev, nosuid, mounted by ann)
ann@login.alpen.example:/work/ann on /Volumes/cluster (macfuse, nodev, nosuid, synchronous, mounted by ann)
/dev/disk5s1 on /Volumes/Stick (on a string) (msdos, local, nodev, nosuid, noowners)
ntfs-3g on /Volumes/Windows (macfuse, local, synchronous)
";

#[test]
fn macos_tells_of_smb_nfs_and_sshfs() {
    let mounts = macos(MACOS);
    assert_eq!(
        found(&mounts),
        [
            pair("/Volumes/projects", r"\\files.northfield.example\projects"),
            pair("/Volumes/Shared data", r"\\files.northfield.example\Shared data"),
            pair("/Volumes/scratch", "nfs.northfield.example:/export/scratch"),
            pair("/Volumes/cluster", "login.alpen.example:/work/ann"),
        ]
    );
    assert!(
        mounts
            .iter()
            .any(|mount| mount.at == drive("/Volumes/Stick (on a string)"))
    );
}

#[test]
fn gnome_writes_into_the_folder_what_it_is() {
    let at = drive("/run/user/1000/gvfs");
    for (name, source) in [
        (
            "smb-share:server=files.northfield.example,share=projects,user=ann",
            r"\\files.northfield.example\projects",
        ),
        ("sftp:host=login.alpen.example,user=ann", "login.alpen.example:/"),
        ("google-drive:host=gmail.example,user=ann", ""),
    ] {
        let mount = gvfs_entry(&at, name);
        assert_eq!(mount.at, at.below(&[name.to_owned()]));
        assert_eq!(found(&[mount])[0].1, pair("", source).1);
    }
}

proptest! {
    #[test]
    fn no_table_is_too_much(table in any::<String>(), line in any::<String>()) {
        linux(&table);
        macos(&table);
        linux(&format!("40 28 0:41 / /mnt{line} rw - cifs //a/b{line} rw"));
        macos(&format!("//a/b{line} on /Volumes/{line} (smbfs)"));
    }
}
