(* The scale t = N for N -> infinity. *)
Definition t (N : R) := N.
Definition near (P : R -> Prop) := exists N0, 0 < N0 /\ forall N, N0 < N -> P N.
Lemma near_and (P Q : R -> Prop) : near P -> near Q -> near (fun N => P N /\ Q N).
Proof.
  intros (a & A & F) (b & B & G). exists (Rmax a b). split; [ apply (Rlt_le_trans _ a); [ exact A | apply Rmax_l ] | ].
  intros x X. pose proof (Rmax_l a b). pose proof (Rmax_r a b). split; [ apply F | apply G ]; lra.
Qed.
Lemma near_large K : near (fun N => K < t N).
Proof.
  exists (Rabs K + 1). pose proof (Rabs_pos K). split; [ lra | ].
  intros x X. unfold t. pose proof (Rle_abs K). lra.
Qed.
Lemma near_somewhere (P : R -> Prop) : near P -> exists N, P N.
Proof. intros (a & A & F). exists (a + 1). apply F. lra. Qed.
