package io.sessionreactive.proof;

/** What goes wrong with a client's network or with the service; each kind is counted when it takes effect. */
enum Trouble {
    /** The connection breaks at once; what is under way in both directions is lost. */
    RESET,
    /** The connection ends in order, without a close frame; what is under way still arrives. */
    FIN,
    /** Half-open both ways: nothing arrives any more, and nobody is told. */
    GONE,
    /** Half-open towards the client: it hears nothing any more. */
    DEAF_CLIENT,
    /** Half-open towards the service: it hears nothing any more. */
    DEAF_SERVICE,
    /** The service handled a request, and the connection broke before the acknowledgement arrived. */
    HANDLED_UNACKNOWLEDGED,
    /** The connection broke while a request was under way to the service. */
    LOST_ON_ITS_WAY,
    /** The connection broke in the middle of what a new socket sends first. */
    CUT_WHILE_RESENDING,
    /** The connection broke soon after the link was proven. */
    CUT_ONCE_BACK,
    /** One acknowledgement of the service vanishes; the connection lives on. */
    ACKNOWLEDGEMENT_LOST,
    /** One acknowledgement of the service comes seconds late, behind what followed it. */
    ACKNOWLEDGEMENT_LATE,
    /** Some acknowledgements of the client vanish. */
    RECEIPTS_LOST,
    /** A message arrives twice at the client. */
    TWICE_TO_CLIENT,
    /** A request arrives twice at the service. */
    TWICE_TO_SERVICE,
    /** Everything takes longer for a while. */
    SLOW,
    /** Little moves in a second. */
    THROTTLED,
    /** Everything comes in small pieces, wherever frames begin and end. */
    SLICED,
    /** Nothing moves for seconds, then everything arrives. */
    STALLED,
    /** New connections are refused for a while. */
    REFUSED,
    /** New connections neither open nor fail for a while. */
    UNREACHABLE,
    /** The service ends a socket without a close frame. */
    SERVICE_CUT,
    /** The service closes a socket with a code after which the client comes back. */
    SERVICE_CLOSE,
    /** The service falls silent on a socket. */
    SERVICE_SILENT,
    /** The service closes a socket with a code after which the client stays away. */
    NOT_WANTED,
    /** The service loses a connection, and does not know it when it comes back. */
    RESUME_REFUSED,
    /** The service does nothing for a while, and then all of it. */
    SERVICE_FROZEN,
    /** The service ends and another one starts, which knows nothing. */
    RESTART,
    /** An absent client is sent more than is held for it. */
    FLOOD
}
