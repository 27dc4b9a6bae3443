package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** 散列树: every proof of every tree up to 130 leaves is believed, and none after any change of a single bit. */
class ProvingATreeTest {

    private static final int LARGEST = 130;
    private static final List<Hash> LEAVES = leaves(LARGEST);
    private static final GrowingTree TREE = tree(LARGEST);

    @Test
    void hasTheRootsThatTheRfcPrints() {
        // the test vectors of RFC 6962's reference implementation
        var inputs = List.of(
                "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
        var roots = List.of(
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        var frontier = new Frontier();
        for (int i = 0; i < inputs.size(); i++) {
            frontier.add(Tree.leaf(HexFormat.of().parseHex(inputs.get(i))));
            assertThat(frontier.root().hex()).isEqualTo(roots.get(i));
        }
        assertThat(Tree.EMPTY.hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Property(tries = LARGEST)
    void hasOneRootHoweverItIsComputed(@ForAll @IntRange(max = LARGEST) int size) {
        var frontier = new Frontier();
        LEAVES.subList(0, size).forEach(frontier::add);
        assertThat(frontier.root()).isEqualTo(naive(LEAVES.subList(0, size)));
        assertThat(Tree.root(TREE, size)).isEqualTo(frontier.root());
        assertThat(new Frontier(TREE, size).root()).isEqualTo(frontier.root());
        assertThat(frontier.size()).isEqualTo(size);
    }

    @Test
    void provesEveryLeafOfEveryTree() {
        for (int size = 1; size <= LARGEST; size++) {
            var root = Tree.root(TREE, size);
            for (int index = 0; index < size; index++) {
                Tree.inclusion(TREE, index, size).verify(LEAVES.get(index), root);
            }
        }
    }

    @Test
    void provesEveryTreeTheBeginningOfEveryLargerOne() {
        for (int to = 0; to <= LARGEST; to++) {
            for (int from = 0; from <= to; from++) {
                Tree.consistency(TREE, from, to).verify(Tree.root(TREE, from), Tree.root(TREE, to));
            }
        }
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void refusesAnInclusionWithAnyBitChanged(
            @ForAll @IntRange(min = 1, max = LARGEST) int size, @ForAll @IntRange(max = LARGEST - 1) int any) {
        int index = any % size;
        var proof = Tree.inclusion(TREE, index, size);
        var root = Tree.root(TREE, size);
        var leaf = LEAVES.get(index);
        for (int bit = 0; bit < Hash.SIZE * 8; bit++) {
            int changed = bit;
            assertRefused(() -> proof.verify(flipped(leaf, changed), root));
            assertRefused(() -> proof.verify(leaf, flipped(root, changed)));
            for (int i = 0; i < proof.path().size(); i++) {
                var path = new ArrayList<>(proof.path());
                path.set(i, flipped(path.get(i), bit));
                assertRefused(() -> new InclusionProof(index, size, path).verify(leaf, root));
            }
        }
        for (int bit = 0; bit < 62; bit++) {
            long other = index ^ (1L << bit);
            assertRefused(() -> new InclusionProof(other, size, proof.path()).verify(leaf, root));
        }
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void refusesAConsistencyWithAnyBitChanged(
            @ForAll @IntRange(min = 1, max = LARGEST) int to, @ForAll @IntRange(max = LARGEST) int any) {
        int from = 1 + any % to;
        var proof = Tree.consistency(TREE, from, to);
        var earlier = Tree.root(TREE, from);
        var later = Tree.root(TREE, to);
        for (int bit = 0; bit < Hash.SIZE * 8; bit++) {
            int changed = bit;
            assertRefused(() -> proof.verify(flipped(earlier, changed), later));
            assertRefused(() -> proof.verify(earlier, flipped(later, changed)));
            for (int i = 0; i < proof.path().size(); i++) {
                var path = new ArrayList<>(proof.path());
                path.set(i, flipped(path.get(i), bit));
                assertRefused(() -> new ConsistencyProof(from, to, path).verify(earlier, later));
            }
        }
    }

    @Test
    void refusesAProofThatIsTooShortTooLongOrOutOfRange() {
        var proof = Tree.inclusion(TREE, 5, 100);
        var root = Tree.root(TREE, 100);
        var shorter = proof.path().subList(1, proof.path().size());
        var longer = new ArrayList<>(proof.path());
        longer.add(root);
        assertReason(Reason.PROOF_LENGTH, () -> new InclusionProof(5, 100, shorter).verify(LEAVES.get(5), root));
        assertReason(Reason.PROOF_LENGTH, () -> new InclusionProof(5, 100, longer).verify(LEAVES.get(5), root));
        assertReason(Reason.PROOF_RANGE, () -> new InclusionProof(100, 100, longer).verify(LEAVES.get(5), root));
        assertReason(Reason.PROOF_RANGE, () -> new InclusionProof(-1, 100, longer).verify(LEAVES.get(5), root));
        var consistency = Tree.consistency(TREE, 64, 100);
        assertReason(
                Reason.PROOF_LENGTH, () -> new ConsistencyProof(64, 100, List.of()).verify(Tree.root(TREE, 64), root));
        var tooMuch = new ArrayList<>(consistency.path());
        tooMuch.add(root);
        assertReason(
                Reason.PROOF_LENGTH, () -> new ConsistencyProof(64, 100, tooMuch).verify(Tree.root(TREE, 64), root));
        assertReason(Reason.PROOF_RANGE, () -> new ConsistencyProof(101, 100, List.of()).verify(root, root));
        assertReason(
                Reason.PROOF_EARLIER_ROOT,
                () -> new ConsistencyProof(100, 100, List.of()).verify(Tree.root(TREE, 99), root));
        assertReason(Reason.PROOF_EARLIER_ROOT, () -> new ConsistencyProof(0, 100, List.of()).verify(root, root));
        assertReason(Reason.PROOF_LENGTH, () -> new ConsistencyProof(0, 100, List.of(root)).verify(Tree.EMPTY, root));
        assertThatThrownBy(() -> Tree.inclusion(TREE, 100, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tree.consistency(TREE, 101, 100)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsATreeAsTiles() {
        int size = 70_000;
        var tree = tree(size);
        var nodes = new TiledNodes(size, tile -> {
            assertThat(Tile.parse(tile.path())).isEqualTo(tile);
            assertThat(Tile.of(tile.level(), 0, size)).contains(tile);
            var hashes = new ArrayList<Hash>();
            for (int i = 0; i < tile.width(); i++) {
                hashes.add(tree.at(tile.level() * Tile.HEIGHT, tile.index() * Tile.FULL + i));
            }
            return tile.hashes(Tile.bytes(hashes));
        });
        assertThat(Tree.root(nodes, size)).isEqualTo(tree.root());
        assertThat(Tree.inclusion(nodes, 66_666, size)).isEqualTo(Tree.inclusion(tree, 66_666, size));
        assertThat(Tree.consistency(nodes, 12_345, size)).isEqualTo(Tree.consistency(tree, 12_345, size));
        assertThat(new Frontier(nodes, size).root()).isEqualTo(tree.root());
        assertThat(Tile.levels(size)).isEqualTo(3);
        assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(Tile.ENTRIES, 273, 112).path()).isEqualTo("tile/entries/273.p/112");
        for (var wrong : List.of(
                "tile/0/1",
                "tile/0/x001",
                "tile/0/000.p/256",
                "tile/0/000.p/0",
                "tile/00/000",
                "tile/7/000",
                "tile/0/x000/001",
                "tile/-1/000",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0",
                "tile/x/000",
                "tile/0/../000",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/999")) {
            assertReason(Reason.TILE_PATH, () -> Tile.parse(wrong));
        }
    }

    private static void assertRefused(Runnable check) {
        assertThatThrownBy(check::run).isInstanceOf(ProofRefused.class);
    }

    static void assertReason(Reason reason, Runnable check) {
        assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(
                        ProofRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static Hash flipped(Hash hash, int bit) {
        var bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        return Hash.of(bytes);
    }

    private static Hash naive(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.sha256(new byte[0]);
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int middle = 1;
        while (middle * 2 < leaves.size()) {
            middle *= 2;
        }
        return Tree.node(naive(leaves.subList(0, middle)), naive(leaves.subList(middle, leaves.size())));
    }

    private static List<Hash> leaves(int count) {
        var leaves = new ArrayList<Hash>();
        for (int i = 0; i < count; i++) {
            leaves.add(Tree.leaf(("leaf " + i).getBytes(StandardCharsets.US_ASCII)));
        }
        return leaves;
    }

    private static GrowingTree tree(int size) {
        var tree = new GrowingTree();
        leaves(size).forEach(tree::add);
        assertThatCode(tree::root).doesNotThrowAnyException();
        return tree;
    }
}
