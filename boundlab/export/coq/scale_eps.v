(* The scale t = 1/eps for eps -> 0. *)
Definition t (eps : R) := 1 / eps.
Definition near (P : R -> Prop) := exists eps0, 0 < eps0 /\ forall eps, 0 < eps < eps0 -> P eps.
Lemma near_and (P Q : R -> Prop) : near P -> near Q -> near (fun eps => P eps /\ Q eps).
Proof.
  intros (a & A & F) (b & B & G). exists (Rmin a b). split; [ apply Rmin_glb_lt; assumption | ].
  intros x [ X Y ]. pose proof (Rmin_l a b). pose proof (Rmin_r a b). split; [ apply F | apply G ]; lra.
Qed.
Lemma near_large K : near (fun eps => K < t eps).
Proof.
  exists (/ (Rabs K + 1)). pose proof (Rabs_pos K). split; [ apply Rinv_0_lt_compat; lra | ].
  intros x [ X Y ]. unfold t, Rdiv. rewrite Rmult_1_l. apply (Rle_lt_trans _ (Rabs K + 1)).
  - pose proof (Rle_abs K). lra.
  - rewrite <- (Rinv_inv (Rabs K + 1)). apply Rinv_lt_contravar; [ | exact Y ].
    apply Rmult_lt_0_compat; [ exact X | apply Rinv_0_lt_compat; lra ].
Qed.
Lemma near_somewhere (P : R -> Prop) : near P -> exists eps, P eps.
Proof. intros (a & A & F). exists (a / 2). apply F. lra. Qed.
