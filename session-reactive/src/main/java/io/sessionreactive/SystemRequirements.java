package io.sessionreactive;

/**
 * What this machine and this program have of what sessions need. Sessions and signals need nothing; audio and video need
 * a native library, webrtc-java, which is optional.
 *
 * @param media whether audio and video can be used here
 * @param missing what is missing for that, in a clause; empty if nothing is
 * @param remedy how to install it, in a sentence; empty if nothing is missing
 */
public record SystemRequirements(boolean media, String missing, String remedy) {}
