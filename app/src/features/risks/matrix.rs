//! The five by five matrix of all risks, in which every risk is a link; and the small one of a
//! single risk.

use assay_assessment::{
    ScaleLevel,
    exposure::{Exposure, MatrixCell, RiskStanding},
};
use assay_catalog::RiskId;
use leptos::prelude::*;

use super::room::RiskRoom;
use crate::{
    components::field::fresh_id,
    features::places,
    route::Part,
    words::risks::{self, cell_words},
    workbench::use_workbench,
};

/// A risk's name in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pin {
    risk: RiskId,
    /// Whether the risk is here after mitigation; before mitigation otherwise.
    residual: bool,
    amount: u64,
}

/// What one cell shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct CellPins {
    pins: Vec<Pin>,
    hidden: usize,
}

/// Probability upwards, impact to the right. Names are dashed where a risk stood before mitigation
/// and solid where it stands after; resting on a name draws the way between the two.
#[component]
pub fn RiskMatrix(
    /// Where the risks stand.
    #[prop(into)]
    standings: Signal<Vec<RiskStanding>>,
    /// Filter of the list, for cells that have more names than room.
    room: RiskRoom,
    /// The most names that a cell shows; the others are counted.
    #[prop(default = 3)]
    most: usize,
) -> impl IntoView {
    let hovered = RwSignal::new(None::<RiskId>);
    let tip = fresh_id("matrix-arrow");
    let arrow_end = format!("url(#{tip})");
    let way = move || {
        let risk = hovered.get()?;
        standings.with(|standings| {
            let standing = standings.iter().find(|standing| standing.risk == risk)?;
            let (from, to) = (standing.inherent?.cell, standing.residual?.cell);
            (from != to).then_some((from, to))
        })
    };
    let rows = ScaleLevel::ALL.into_iter().rev().map(|probability| {
        let cells = ScaleLevel::ALL
            .map(|impact| {
                let cell = MatrixCell { probability, impact };
                let pins = Memo::new(move |_| standings.with(|all| pins_of(all, cell, most)));
                view! { <MatrixSquare cell pins hovered room /> }
            })
            .collect_view();
        view! {
            <div class="risk-matrix-row" role="row">
                <span class="risk-matrix-level" role="rowheader">{probability.probability_label()}</span>
                {cells}
            </div>
        }
    });
    view! {
        <div class="risk-matrix" role="table" aria-label="Risk matrix: probability by impact">
            {rows.collect_view()}
            <div class="risk-matrix-row risk-matrix-impacts" role="row">
                <span class="risk-matrix-corner" role="columnheader">
                    <span class="visually-hidden">"Probability by impact"</span>
                </span>
                {ScaleLevel::ALL
                    .map(|impact| view! {
                        <span class="risk-matrix-level" role="columnheader">{impact.impact_label()}</span>
                    })
                    .collect_view()}
            </div>
            <svg class="risk-matrix-ways" aria-hidden="true" focusable="false">
                <defs>
                    <marker id=tip viewBox="0 0 8 8" refX="6.5" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                        <path class="risk-matrix-tip" d="M0 .6L8 4L0 7.4z" />
                    </marker>
                </defs>
                {move || {
                    let (from, to) = way()?;
                    let (x1, y1) = centre(from);
                    let (x2, y2) = centre(to);
                    Some(view! {
                        <line class="risk-matrix-way" x1=x1 y1=y1 x2=x2 y2=y2 marker-end=arrow_end.clone() />
                    })
                }}
            </svg>
        </div>
    }
}

/// A cell with its names.
#[component]
fn MatrixSquare(
    cell: MatrixCell,
    pins: Memo<CellPins>,
    hovered: RwSignal<Option<RiskId>>,
    room: RiskRoom,
) -> impl IntoView {
    let workbench = use_workbench();
    let draw = move |pin: Pin| {
        let risk = pin.risk;
        let state = if pin.residual { "residual" } else { "inherent" };
        // Only the words follow the title: the pins themselves are not drawn anew at every edit.
        let words = Memo::new(move |_| format!("{risk}, {state}: {}", workbench.risk_title(risk)));
        view! {
            <a
                class=if pin.residual { "risk-pin" } else { "risk-pin risk-pin-was" }
                class:risk-pin-lit=move || hovered.get() == Some(risk)
                href=places::risk(workbench, risk)
                aria-label=move || words.get()
                title=move || words.get()
                on:mouseenter=move |_| hovered.set(Some(risk))
                on:mouseleave=move |_| hovered.set(None)
                on:focus=move |_| hovered.set(Some(risk))
                on:blur=move |_| hovered.set(None)
            >
                {risk.to_string()}
            </a>
        }
    };
    let more = move || {
        let hidden = pins.with(|pins| pins.hidden);
        (hidden > 0).then(|| {
            let words = format!("{} more in this cell: list them", hidden);
            view! {
                <a
                    class="risk-pin risk-pin-more"
                    href=places::part(workbench, Part::Risks)
                    aria-label=words.clone()
                    title=words
                    on:click=move |_| room.show_cell(cell)
                >
                    {format!("+{hidden}")}
                </a>
            }
        })
    };
    view! {
        <div class=format!("risk-matrix-cell heat-{}", cell.rating().number()) role="cell">
            <span class="visually-hidden">{cell.rating().label()}</span>
            {move || pins.with(|pins| pins.pins.clone()).into_iter().map(draw).collect_view()}
            {more}
        </div>
    }
}

/// One risk in a matrix of its own: a ring where it stood before mitigation, a dot where it stands
/// after, and an arrow between the two.
#[component]
pub fn SmallMatrix(
    /// Before mitigation.
    #[prop(into)]
    inherent: Signal<Option<Exposure>>,
    /// After mitigation.
    #[prop(into)]
    residual: Signal<Option<Exposure>>,
) -> impl IntoView {
    const SIDE: u8 = 30;
    let tip = fresh_id("small-arrow");
    let arrow_end = format!("url(#{tip})");
    let words = move || {
        let of = |name: &str, exposure: Option<Exposure>| {
            let place = exposure.map_or("not scored".to_owned(), |exposure| {
                cell_words(exposure.cell)
            });
            format!("{name} {place}")
        };
        format!(
            "{}; {}",
            of("Inherent:", inherent.get()),
            of("residual:", residual.get())
        )
    };
    let squares = ScaleLevel::ALL
        .into_iter()
        .flat_map(|probability| {
            ScaleLevel::ALL.map(|impact| MatrixCell {
                probability,
                impact,
            })
        })
        .map(|cell| {
            let (x, y) = corner(cell, SIDE);
            view! {
                <rect
                    class=format!("small-matrix-cell heat-fill-{}", cell.rating().number())
                    x=(x + 1).to_string()
                    y=(y + 1).to_string()
                    width=(SIDE - 2).to_string()
                    height=(SIDE - 2).to_string()
                    rx="4"
                />
            }
        })
        .collect_view();
    let middle = move |exposure: Exposure| {
        let (x, y) = corner(exposure.cell, SIDE);
        (x + SIDE / 2, y + SIDE / 2)
    };
    let marks = move || {
        let (was, now) = (inherent.get().map(middle), residual.get().map(middle));
        let way = was
            .zip(now)
            .filter(|(was, now)| was != now)
            .map(|(was, now)| {
                view! {
                    <line
                        class="risk-matrix-way"
                        x1=was.0.to_string()
                        y1=was.1.to_string()
                        x2=now.0.to_string()
                        y2=now.1.to_string()
                        marker-end=arrow_end.clone()
                    />
                }
            });
        let ring = was.map(|(x, y)| {
            view! { <circle class="small-matrix-was" cx=x.to_string() cy=y.to_string() r="9" /> }
        });
        let dot = now.map(|(x, y)| {
            view! { <circle class="small-matrix-now" cx=x.to_string() cy=y.to_string() r="5.5" /> }
        });
        view! { {ring} {way} {dot} }
    };
    let side = u16::from(SIDE) * 5;
    view! {
        <figure class="small-matrix">
            <svg
                role="img"
                aria-label=words
                viewBox=format!("0 0 {side} {side}")
                width=side.to_string()
                height=side.to_string()
            >
                <defs>
                    <marker id=tip viewBox="0 0 8 8" refX="9" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                        <path class="risk-matrix-tip" d="M0 .6L8 4L0 7.4z" />
                    </marker>
                </defs>
                {squares}
                {marks}
            </svg>
            <figcaption>
                <span aria-hidden="true">"Probability \u{2191}, impact \u{2192}"</span>
                <span class="small-matrix-key"><i class="small-matrix-ring"></i>"inherent"</span>
                <span class="small-matrix-key"><i class="small-matrix-dot"></i>"residual"</span>
            </figcaption>
        </figure>
    }
}

/// The names in a cell: those that stand there now before those that stood there, and within each
/// the greatest exposure first.
fn pins_of(standings: &[RiskStanding], cell: MatrixCell, most: usize) -> CellPins {
    let mut pins = Vec::new();
    for standing in standings {
        let here = |exposure: Option<Exposure>| exposure.filter(|exposure| exposure.cell == cell);
        let pin = |exposure: Exposure, residual| Pin {
            risk: standing.risk,
            residual,
            amount: exposure.amount.minor_units(),
        };
        match (here(standing.inherent), here(standing.residual)) {
            (_, Some(residual)) => pins.push(pin(residual, true)),
            (Some(inherent), None) => pins.push(pin(inherent, false)),
            (None, None) => {}
        }
    }
    pins.sort_by(|a, b| {
        b.residual
            .cmp(&a.residual)
            .then(b.amount.cmp(&a.amount))
            .then(a.risk.cmp(&b.risk))
    });
    // A counter for a single name would take the room of that name.
    let hidden = match pins.len().saturating_sub(most) {
        0 => 0,
        over => over + 1,
    };
    pins.truncate(pins.len() - hidden);
    CellPins { pins, hidden }
}

/// The middle of a cell, as percentages of the matrix without its labels.
fn centre(cell: MatrixCell) -> (String, String) {
    let across = u32::from(cell.impact.number()) * 20 - 10;
    let down = 110 - u32::from(cell.probability.number()) * 20;
    (format!("{across}%"), format!("{down}%"))
}

/// The upper left corner of a cell in a matrix of squares.
fn corner(cell: MatrixCell, side: u8) -> (u8, u8) {
    (
        (cell.impact.number() - 1) * side,
        (5 - cell.probability.number()) * side,
    )
}

/// A line for the panel around a matrix: `58 of 74 risks are scored`.
#[must_use]
pub fn scored_words(standings: &[RiskStanding]) -> String {
    let scored = standings.iter().filter(|each| each.current().is_some());
    risks::scored(scored.count(), standings.len())
}

#[cfg(test)]
mod tests {
    use assay_assessment::{Impact, Probability, RiskFinding, Scales, Score};

    use super::*;

    fn cell(probability: usize, impact: usize) -> MatrixCell {
        MatrixCell {
            probability: ScaleLevel::ALL[probability - 1],
            impact: ScaleLevel::ALL[impact - 1],
        }
    }

    fn score(cell: MatrixCell) -> Score {
        Score {
            probability: Some(Probability::Level(cell.probability)),
            impact: Some(Impact::Level(cell.impact)),
        }
    }

    fn standing(number: u16, was: MatrixCell, now: MatrixCell) -> RiskStanding {
        let finding = RiskFinding {
            inherent: score(was),
            residual: score(now),
            ..RiskFinding::default()
        };
        RiskStanding::of(
            RiskId::parse(&format!("GIR{}", number)).unwrap(),
            &finding,
            &Scales::default(),
        )
    }

    #[test]
    fn a_risk_that_stays_is_named_once_and_one_that_moves_twice() {
        let (high, low) = (cell(4, 4), cell(2, 2));
        let standings = [standing(1, high, low), standing(2, high, high)];
        let names = |cell| -> Vec<_> {
            pins_of(&standings, cell, 9)
                .pins
                .iter()
                .map(|pin| (pin.risk.to_string(), pin.residual))
                .collect()
        };
        assert_eq!(
            names(high),
            [("GIR2".to_owned(), true), ("GIR1".to_owned(), false)]
        );
        assert_eq!(names(low), [("GIR1".to_owned(), true)]);
        assert!(names(cell(1, 1)).is_empty());
    }

    #[test]
    fn names_without_room_are_counted_and_none_is_lost() {
        let here = cell(3, 3);
        let standings: Vec<_> = (1..=7).map(|number| standing(number, here, here)).collect();
        for most in 1..9 {
            let shown = pins_of(&standings, here, most);
            assert_eq!(shown.pins.len() + shown.hidden, 7);
            assert!(shown.pins.len() <= most);
            assert_ne!(shown.hidden, 1);
        }
    }

    #[test]
    fn the_way_runs_through_the_middles_of_cells() {
        assert_eq!(centre(cell(1, 1)), ("10%".to_owned(), "90%".to_owned()));
        assert_eq!(centre(cell(5, 5)), ("90%".to_owned(), "10%".to_owned()));
        assert_eq!(corner(cell(5, 1), 30), (0, 0));
    }
}
