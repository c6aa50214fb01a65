//! Waiting, and letting the page breathe during long work.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

pub use gloo::timers::callback::{Interval, Timeout};

use super::js;

/// Resolves after about this many milliseconds; browsers stretch it to a second or more for a
/// page in the background.
pub async fn sleep(milliseconds: u32) {
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
}

/// Lets the browser paint and handle input before going on.
pub async fn yield_to_page() {
    // Timers come once a second while the page is in the background, and long work would not end.
    let scheduler = js::window().and_then(|window| js::property(&window, "scheduler"));
    if let Some(scheduler) = scheduler
        && js::call_and_wait(&scheduler, "yield", &[]).await.is_ok()
    {
        return;
    }
    sleep(0).await;
}

/// Polls `future` for at most this long. `None` means that time was up; the future is not
/// cancelled and can be polled on.
pub async fn within<T>(
    milliseconds: u32,
    future: &mut Pin<Box<dyn Future<Output = T>>>,
) -> Option<T> {
    let mut timer = gloo_timers::future::TimeoutFuture::new(milliseconds);
    poll_fn(move |context| {
        if let Poll::Ready(value) = future.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        Pin::new(&mut timer).poll(context).map(|()| None)
    })
    .await
}
