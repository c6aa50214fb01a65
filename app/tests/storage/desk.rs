//! The desk over a disk that takes nothing for a while.

use assay_app::browser::timers;
use assay_app::desk::{self, Desk, LibraryState, OpenAssessment};
use assay_app::storage::{AssessmentStore, Claim, SaveState, StorageError, claim_writer};
use assay_app::workbench::{Access, Workbench};
use assay_assessment::{Details, Edit};
use assay_catalog::Editions;
use leptos::prelude::{GetUntracked, Owner};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::until;

/// A disk that takes nothing, until this is dropped.
pub(crate) struct FullDisk(JsValue);

impl FullDisk {
    pub(crate) fn begin() -> Self {
        let kept = js_sys::Function::new_no_args(
            "const kept = IDBDatabase.prototype.transaction;
             IDBDatabase.prototype.transaction = function (stores, mode, options) {
                 if (mode === 'readwrite') {
                     throw new DOMException('the disk is full', 'QuotaExceededError');
                 }
                 return kept.call(this, stores, mode, options);
             };
             return kept;",
        );
        Self(kept.call0(&JsValue::NULL).unwrap())
    }
}

impl Drop for FullDisk {
    fn drop(&mut self) {
        js_sys::Function::new_with_args("kept", "IDBDatabase.prototype.transaction = kept;")
            .call1(&JsValue::NULL, &self.0)
            .unwrap();
    }
}

pub(crate) async fn desk() -> (Owner, Desk) {
    // Leptos runs nothing asynchronous before something is mounted.
    leptos::mount::mount_to_body(|| ());
    let owner = Owner::new();
    let desk = owner.with(Desk::start);
    until("the library is open", || {
        desk.library_state().get_untracked() == LibraryState::Ready
    })
    .await;
    (owner, desk)
}

/// Opens an assessment that is on this device.
pub(crate) async fn open(desk: Desk, id: &str) -> Workbench {
    desk.open(id).await;
    let open = desk.open_assessment().get_untracked();
    assert!(open.is_about(id));
    open.workbench().expect("it lies open")
}

pub(crate) fn titled_details(title: &str) -> Details {
    Details {
        title: title.to_owned(),
        ..Details::default()
    }
}

pub(crate) fn titled(title: &str) -> Edit {
    let details = titled_details(title);
    Edit::SetDetails { details }
}

fn title(workbench: Workbench) -> String {
    workbench.with_untracked(|assessment| assessment.details().title.clone())
}

pub(crate) async fn title_on_disk(id: &str) -> String {
    let (_, stored) = AssessmentStore::open(id).await.unwrap();
    let loaded = desk::load(&stored, &Editions::bundled()).unwrap();
    assert_eq!(loaded.damage, None);
    loaded.record.assessment().details().title.clone()
}

#[wasm_bindgen_test]
async fn what_the_disk_did_not_take_is_there_when_it_is_opened_again() {
    let (_owner, desk) = desk().await;
    let id = desk
        .begin(Details::default(), assay_catalog::Editions::bundled_draft())
        .await
        .unwrap();
    let other = desk
        .begin(Details::default(), assay_catalog::Editions::bundled_draft())
        .await
        .unwrap();

    let workbench = open(desk, &id).await;
    let full = FullDisk::begin();
    workbench.perform(titled("Not on disk")).unwrap();
    open(desk, &other).await;
    let workbench = open(desk, &id).await;
    assert_eq!(title(workbench), "Not on disk");
    let state = workbench.save_state().get_untracked();
    assert_eq!(state, SaveState::NotSaved(StorageError::Full));

    drop(full);
    desk.save_now();
    until("it is saved", || {
        workbench.save_state().get_untracked() == SaveState::Saved
    })
    .await;
    assert_eq!(title_on_disk(&id).await, "Not on disk");
    desk.close().await;
    assert!(matches!(
        desk.open_assessment().get_untracked(),
        OpenAssessment::None
    ));
}

#[wasm_bindgen_test]
async fn what_was_put_away_unsaved_is_saved_as_soon_as_the_disk_takes_it() {
    let (_owner, desk) = desk().await;
    let id = desk
        .begin(Details::default(), assay_catalog::Editions::bundled_draft())
        .await
        .unwrap();
    let workbench = open(desk, &id).await;
    let full = FullDisk::begin();
    workbench.perform(titled("Saved later")).unwrap();
    desk.close().await;
    assert_eq!(title_on_disk(&id).await, "");
    drop(full);
    // As when the window is hidden, so that the next attempt is not waited for.
    let window = web_sys::window().unwrap();
    let hidden = web_sys::Event::new("pagehide").unwrap();
    window.dispatch_event(&hidden).unwrap();

    for _ in 0..100 {
        // Whoever put it away lets go of the lock when all of it is on disk.
        if matches!(claim_writer(&id).await, Claim::Writer(_)) {
            assert_eq!(title_on_disk(&id).await, "Saved later");
            return;
        }
        timers::sleep(100).await;
    }
    panic!("it was never let go of");
}

#[wasm_bindgen_test]
async fn a_window_that_follows_sees_every_entry_and_takes_over() {
    let ((_owner, writing), (_other_owner, following)) = (desk().await, desk().await);
    let id = writing
        .begin(Details::default(), assay_catalog::Editions::bundled_draft())
        .await
        .unwrap();
    let writer = open(writing, &id).await;
    let follower = open(following, &id).await;
    assert!(follower.is_read_only());
    for number in 0..3 {
        writer.perform(titled(&format!("Title {number}"))).unwrap();
    }
    until("the follower sees them", || title(follower) == "Title 2").await;
    assert_eq!(follower.access(), Access::Follower);

    writer.perform(titled("The last words")).unwrap();
    writing.close().await;
    until("it has taken over", || follower.access() == Access::Writer).await;
    assert_eq!(title(follower), "The last words");
    follower.perform(titled("By another window")).unwrap();
    following.close().await;
    assert_eq!(title_on_disk(&id).await, "By another window");
}

/// On a full disk the first stays in memory, whoever goes back and forth between two of them, and none
/// ever lies open under the other one's address.
#[wasm_bindgen_test]
async fn who_clicks_faster_than_the_disk_answers_gets_what_was_clicked_last() {
    let (_owner, desk) = desk().await;
    let first = desk
        .begin(
            titled_details("First"),
            assay_catalog::Editions::bundled_draft(),
        )
        .await
        .unwrap();
    let second = desk
        .begin(
            titled_details("Second"),
            assay_catalog::Editions::bundled_draft(),
        )
        .await
        .unwrap();
    let workbench = open(desk, &first).await;
    let full = FullDisk::begin();
    workbench.perform(titled("First, not on disk")).unwrap();
    for id in [&second, &first, &second, &first, &second] {
        let id = id.clone();
        wasm_bindgen_futures::spawn_local(async move { desk.open(&id).await });
        timers::sleep(0).await;
    }
    let workbench = open(desk, &second).await;
    assert_eq!(title(workbench), "Second");
    let workbench = open(desk, &first).await;
    assert_eq!(title(workbench), "First, not on disk");
    drop(full);
    desk.save_now();
    desk.close().await;
    assert_eq!(title_on_disk(&first).await, "First, not on disk");
    assert_eq!(title_on_disk(&second).await, "Second");
}
