package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Corruptions of views, and of the lines around a change of views. */
enum ViewCorruption implements Corruption {
    VIEW_LOST {
        @Override
        public void apply(Script script, Random random) {
            Pick.removeOne(script, random, "view");
        }
    },
    VIEW_TWICE {
        @Override
        public void apply(Script script, Random random) {
            Pick.repeatOne(script, random, "view");
        }
    },
    VIEW_MOVED {
        @Override
        public void apply(Script script, Random random) {
            Pick.moveOne(script, random, "view");
        }
    },
    VIEW_OF_ANOTHER_ID {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode view = Pick.one(script, random, "view");
            if (view != null) {
                view.put("id", "x@" + view.path("p").asText());
            }
        }
    },
    VIEW_SEQ_CHANGED {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode view = Pick.one(script, random, "view");
            if (view != null) {
                view.put("seq", random.nextInt(8));
            }
        }
    },
    VIEW_NOT_PRIMARY {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode view = Pick.one(script, random, "view");
            if (view != null) {
                view.put("primary", false);
            }
        }
    },
    VIEW_NOT_PRIMARY_ANYWHERE {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode view = Pick.one(script, random, "view");
            if (view != null) {
                script.processes
                        .values()
                        .forEach(lines -> lines.stream()
                                .filter(line -> line.path("id").equals(view.path("id")))
                                .forEach(line -> line.put("primary", false)));
            }
        }
    },
    VIEW_MEMBERS_REORDERED {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode view = Pick.one(script, random, "view");
            if (view != null && view.path("members").size() > 1) {
                ArrayNode members = (ArrayNode) view.get("members");
                members.add(members.remove(0));
            }
        }
    },
    VIEW_MEMBER_DROPPED {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode view = Pick.one(script, random, "view");
            if (view != null && view.path("members").size() > 1) {
                ((ArrayNode) view.get("members"))
                        .remove(random.nextInt(view.path("members").size()));
            }
        }
    },
    TRANSITIONAL_CHANGED {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode view = Pick.one(script, random, "view");
            if (view != null) {
                ArrayNode set = view.putArray("transitional");
                view.path("members").forEach(member -> {
                    if (random.nextBoolean()) {
                        set.add(member.asText());
                    }
                });
            }
        }
    },
    UNBLOCK_LOST {
        @Override
        public void apply(Script script, Random random) {
            Pick.removeOne(script, random, "unblock");
        }
    },
    BLOCK_MOVED {
        @Override
        public void apply(Script script, Random random) {
            Pick.moveOne(script, random, "block");
        }
    },
    BLOCKING_CLAIMED {
        @Override
        public void apply(Script script, Random random) {
            script.header.putArray("claims").add("blocking").add("serial-upcalls");
        }
    },
    TWO_GENERATIONS {
        @Override
        public void apply(Script script, Random random) {
            ObjectNode view = Pick.one(script, random, "view");
            if (view != null) {
                script.processes
                        .values()
                        .forEach(lines -> lines.stream()
                                .filter(line -> line.path("id").equals(view.path("id")))
                                .forEach(line -> line.put("generation", "g2")));
            }
        }
    }
}
