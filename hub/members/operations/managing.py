"""What managers do for and about members. Every line of audit is without names or addresses:
the log cannot be changed, and whoever is erased must be gone from it too.
"""

from flask_babel import lazy_gettext as _l

from hub import audit, clock
from hub.db import db, locked
from hub.files import files
from hub.members.models import Address, Company, Member, Position, Tombstone
from hub.members.operations.links import end_sessions
from hub.members.operations.people import (
    AddressTaken,
    add_address,
    add_member,
    end_position,
    end_work_addresses,
    erase,
    start_position,
    tombstone_of,
)
from hub.members.queries.addresses import address
from hub.outbox import later
from hub.pictures import SIZES, Picture
from hub.refusals import NotAllowed, Refusal


class NoAddress(Refusal):
    def __init__(self) -> None:
        super().__init__(_l("There is no address to write to. Add a personal one first."))


class NoPosition(Refusal):
    def __init__(self) -> None:
        super().__init__(_l("This member has no current position; somebody may have ended it."))


class WorksThere(Refusal):
    def __init__(self) -> None:
        super().__init__(_l("This member works there already."))


class NoWayIn(Refusal):
    def __init__(self) -> None:
        super().__init__(
            _l("Give the new work address: without one this member could no longer sign in.")
        )


class WasErased(Refusal):
    """The person had themselves erased, and nobody says that they want to come back."""

    def __init__(self) -> None:
        super().__init__(
            _l("This person asked to be erased. Invite them only if they asked to come back.")
        )


class WorkAddress(Refusal):
    """They name the mailbox of a job: it would let the employer in who they leave."""

    def __init__(self) -> None:
        super().__init__(_l("This is a work address of theirs. Give a personal one."))


class Deactivated(Refusal):
    def __init__(self) -> None:
        super().__init__(_l("This member is deactivated. Reactivate them first."))


def invite(
    *,
    email: str,
    given_name: str,
    family_name: str,
    by: Member,
    secret: str,
    asked_to_return: bool = False,
) -> Member:
    """A new member, who is mailed a link that signs in once.

    In: `secret`, by which erased addresses are known; `asked_to_return`, whether somebody who was
    erased wants to be here again. Raises `AddressTaken`, `WasErased`.
    """
    tombstone = db.session.get(Tombstone, tombstone_of(email, secret))
    if tombstone is not None:
        if not asked_to_return:
            raise WasErased
        db.session.delete(tombstone)
    member = add_member(email=email, given_name=given_name, family_name=family_name)
    audit.record(by, "member.invited", member)
    _mail_invitation(member.addresses[0], by)
    return member


def invite_again(member: Member, *, by: Member) -> None:
    """Mail another invitation; two presses within a minute send one.

    Raises `Deactivated`, `NoAddress`, `NotAllowed`.
    """
    check_rank(member, by)
    if not member.active:
        raise Deactivated
    if not member.reachable_at:
        raise NoAddress
    audit.record(by, "member.invited", member)
    _mail_invitation(member.reachable_at[0], by)


def _mail_invitation(to: Address, by: Member) -> None:
    minute = int(clock.now().timestamp()) // 60
    later(
        "members.mail_invitation",
        key=f"invitation:{to.id}:{minute}",
        address_id=to.id,
        invited_by_id=by.id,
    )


def leave_company(member: Member, *, personal_email: str = "", by: Member) -> None:
    """End the current position; the personal address becomes a candidate to sign in with.

    Raises `NoPosition` when somebody ended it before, `AddressTaken`, `NotAllowed`.
    """
    member = _held(member, by)
    position = member.position
    if position is None:
        raise NoPosition
    with audit.recorded(by, "position.ended", position):
        end_position(member)
    if personal_email:
        _personal_address(member, personal_email)


def add_personal_address(member: Member, email: str, *, by: Member) -> None:
    """One more candidate to sign in with: opening a link that is mailed to it proves it theirs.

    Raises `AddressTaken`, `WorkAddress`, `NotAllowed`.
    """
    member = _held(member, by)
    if _personal_address(member, email):
        audit.record(by, "address.added", member, after={"kind": "personal"})


def _personal_address(member: Member, email: str) -> bool:
    """Whether the address is new to the member; a mere claim to it gives way."""
    known = address(email)
    if known is None or known.kind == "claimed":
        add_address(member, email, kind="personal")
        return True
    if known.member_id != member.id:
        raise AddressTaken
    if known.kind == "work":
        raise WorkAddress
    return False


def move(
    member: Member, company: Company, *, title: str = "", work_email: str = "", by: Member
) -> Position:
    """Start a position at `company`; one elsewhere ends, and its addresses with it.

    Raises `WorksThere`, `AddressTaken`, `NoWayIn`, `NotAllowed`.
    """
    member = _held(member, by)
    current = member.position
    if current and current.company_id == company.id:
        raise WorksThere
    if current:
        end_work_addresses(member)
        end_sessions(member)
    if work_email:
        _work_address(member, work_email)
    if current and not any(one.signs_in for one in member.addresses):
        raise NoWayIn
    position = start_position(member, company, title)
    audit.record(by, "position.started", position, after={"company_id": company.id})
    return position


def _work_address(member: Member, email: str) -> None:
    known = address(email)
    if known is None:
        add_address(member, email, kind="work")
    elif known.member_id != member.id:
        raise AddressTaken
    else:
        known.ended_at = None


def deactivate(member: Member, *, by: Member) -> None:
    """Shut the member out, and end their sessions. Nobody does that to themselves."""
    if member.id == by.id:
        raise NotAllowed(_l("You cannot deactivate yourself."))
    member = _held(member, by)
    if member.deactivated_at is None:
        member.deactivated_at = clock.now()
        end_sessions(member)
        audit.record(by, "member.deactivated", member)


def reactivate(member: Member, *, by: Member) -> None:
    """Let a deactivated member in again."""
    member = _held(member, by)
    if member.deactivated_at is not None:
        member.deactivated_at = None
        audit.record(by, "member.reactivated", member)


def erase_on_request(member: Member, *, by: Member, secret: str) -> None:
    """Forget the person and their picture; see `people.erase`. Nobody erases themselves."""
    if member.id == by.id:
        raise NotAllowed(_l("Another administrator has to erase you."))
    member = _held(member, by)
    picture = db.session.get(Picture, member.picture_id) if member.picture_id else None
    erase(member, by=by, secret=secret)
    if picture is not None:
        db.session.delete(picture)
        for size in SIZES:
            files().delete(picture.key(size))


def check_rank(member: Member, by: Member) -> None:
    """Raise `NotAllowed` unless `by` may do all that `member` may.

    Who could give an administrator another address could sign in as one.
    """
    mine = {permission for role in by.roles for permission in role.permissions}
    theirs = {permission for role in member.roles for permission in role.permissions}
    if not theirs - {"hub.use", "events.lead"} <= mine:
        raise NotAllowed(_l("Only an administrator can change this member."))


def _held(member: Member, by: Member) -> Member:
    """The member, locked and fresh, after the rank was checked."""
    held = locked(Member, member.id) or member
    db.session.expire(held, ["addresses", "positions", "roles"])
    check_rank(held, by)
    return held
