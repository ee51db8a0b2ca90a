/**
 * What can go wrong between a service and its clients. {@link io.sessionreactive.testkit.fault.Fault} and the values
 * that describe faults are for users of the kit, who begin faults through {@link io.sessionreactive.testkit.Faults}; the
 * rest stands between the sockets and the service and is not meant for them.
 *
 * <p>This room knows which fault applies to what passes, and how what passes is then lost, late, doubled or changed. It
 * must not know the rules of a session nor how sockets work: frames come in from a front, go on to the service, and come
 * back through a {@link io.sessionreactive.testkit.service.Wire}. While no fault is in force it only passes them on.
 */
@NullMarked
package io.sessionreactive.testkit.fault;

import org.jspecify.annotations.NullMarked;
